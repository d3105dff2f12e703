import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithin } from '../../../../renderer/replica/search/edit-distance.ts';
import { letterSet, mayBeSimilar } from '../../../../renderer/replica/search/letter-set.ts';
import { distance } from './naive-search.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '7', 'ж'), maxLength: 9 });

test('R67: the band finds exactly the words that the whole table finds, and the letters rule out none of them', () => {
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 2 }), fc.nat(3), (a, b, edits, offset) => {
      const around = `${'x'.repeat(offset) + b}yy`;
      const isClose = distance(a, b) <= edits;
      expect(isWithin(edits, a, around, offset, offset + b.length)).toBe(isClose);
      if (isClose) expect(mayBeSimilar(letterSet(a), letterSet(b), edits)).toBe(true);
    }),
    { numRuns: 20_000 },
  );
});
