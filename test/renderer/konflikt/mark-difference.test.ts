import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markDifference } from '../../../renderer/screens/konflikt/mark-difference.ts';

test('the words between the common beginning and the common end are marked', () => {
  expect(markDifference('Rückruf am Montag erbeten', 'Rückruf am Dienstag erbeten')).toEqual([
    { at: 0, text: 'Rückruf am ', differs: false },
    { at: 1, text: 'Montag', differs: true },
    { at: 2, text: ' erbeten', differs: false },
  ]);
});

test('values without a common word, and empty ones, are not marked', () => {
  expect(markDifference('0341', '0342')).toEqual([{ at: 1, text: '0341', differs: false }]);
  expect(markDifference('', 'x')).toEqual([]);
});

test('nothing of a value is lost or added by marking it', () => {
  const words = fc.array(fc.constantFrom('Akte', 'am', 'Montag', ' ', '\n', '  '), { maxLength: 12 });
  fc.assert(
    fc.property(words, words, (a, b) => {
      const pieces = markDifference(a.join(''), b.join(''));
      expect(pieces.map(({ text }) => text).join('')).toBe(a.join(''));
    }),
  );
});
