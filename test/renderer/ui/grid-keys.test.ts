import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridMove } from '../../../renderer/ui/grid-keys.ts';

const press = (key: string, held: { shiftKey?: boolean; ctrlKey?: boolean; metaKey?: boolean } = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
});
const to = (index: number, extend = false) => ({ kind: 'move', index, extend });

test.each([
  ['ArrowDown', 4, 5],
  ['ArrowUp', 4, 3],
  ['PageDown', 4, 14],
  ['PageUp', 14, 4],
  ['Home', 50, 0],
  ['End', 4, 99],
])('%s from row %i goes to row %i', (key, from, target) => {
  expect(gridMove(press(key), from, 100, 10)).toEqual(to(target));
});

test('the first arrow down reaches the first row', () => {
  expect(gridMove(press('ArrowDown'), -1, 100, 10)).toEqual(to(0));
});

test('Umschalt marks on the way', () => {
  expect(gridMove(press('ArrowDown', { shiftKey: true }), 4, 100, 10)).toEqual(to(5, true));
});

test('Eingabe opens and Leertaste marks, but only where a row is', () => {
  expect(gridMove(press('Enter'), 2, 100, 10)).toEqual({ kind: 'open' });
  expect(gridMove(press(' '), 2, 100, 10)).toEqual({ kind: 'toggle' });
  expect(gridMove(press('Enter'), -1, 100, 10)).toBeNull();
  expect(gridMove(press(' '), -1, 100, 10)).toBeNull();
});

test('Strg A marks everything, A alone nothing', () => {
  expect(gridMove(press('a', { ctrlKey: true }), 2, 100, 10)).toEqual({ kind: 'all' });
  expect(gridMove(press('a', { metaKey: true }), 2, 100, 10)).toEqual({ kind: 'all' });
  expect(gridMove(press('a'), 2, 100, 10)).toBeNull();
});

test('an empty list answers no key', () => {
  for (const key of ['ArrowDown', 'End', 'Enter', ' ']) expect(gridMove(press(key), -1, 0, 10)).toBeNull();
});

test('no key leaves the list', () => {
  const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
  fc.assert(
    fc.property(
      keys,
      fc.integer({ min: 1, max: 5_000 }),
      fc.nat(),
      fc.integer({ min: 1, max: 60 }),
      (key, count, at, page) => {
        const move = gridMove(press(key), (at % (count + 1)) - 1, count, page);
        if (move?.kind !== 'move') throw new Error('a move was expected');
        expect(move.index).toBeGreaterThanOrEqual(0);
        expect(move.index).toBeLessThan(count);
      },
    ),
  );
});
