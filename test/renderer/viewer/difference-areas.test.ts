import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceAreas, type Pixels } from '../../../renderer/viewer/difference-areas.ts';
import { alignPages } from '../../../renderer/viewer/pair-pages.ts';

const size = { width: 120, height: 90 };
const blank = (): Pixels => ({ ...size, data: new Uint8ClampedArray(size.width * size.height * 4).fill(255) });

function painted(spots: readonly (readonly [x: number, y: number, value: number])[]): Pixels {
  const picture = blank();
  for (const [x, y, value] of spots) picture.data[(y * size.width + x) * 4] = value;
  return picture;
}

test('P103: equal pictures have no place that differs, nor have those that differ by rounding', () => {
  expect(differenceAreas(blank(), blank())).toEqual([]);
  expect(differenceAreas(blank(), painted([[3, 3, 249]]))).toEqual([]);
});

test('P103: neighbouring spots are one place, distant ones two, from top to bottom', () => {
  const areas = differenceAreas(
    blank(),
    painted([
      [100, 80, 0],
      [2, 3, 0],
      [14, 3, 0],
    ]),
  );
  expect(areas).toEqual([
    { left: 0, top: 0, width: 18, height: 6 },
    { left: 96, top: 78, width: 6, height: 6 },
  ]);
});

test('P103: every differing spot lies in a place, however they are strewn, and both orders agree', () => {
  const spot = fc.tuple(fc.nat(size.width - 1), fc.nat(size.height - 1), fc.nat(200));
  fc.assert(
    fc.property(fc.array(spot, { maxLength: 80 }), (spots) => {
      const areas = differenceAreas(blank(), painted(spots));
      expect(differenceAreas(painted(spots), blank())).toEqual(areas);
      for (const [x, y] of spots) {
        const isFound = areas.some(
          ({ left, top, width, height }) => x >= left && x < left + width && y >= top && y < top + height,
        );
        expect(isFound).toBe(true);
      }
      for (const { left, top, width, height } of areas)
        expect(left + width <= size.width && top + height <= size.height).toBe(true);
    }),
  );
});

test('P103: a page that was put in or taken out leaves the others beside themselves', () => {
  expect(alignPages(['a', 'b'], ['a', 'x', 'b'])).toEqual([
    { signed: 0, current: 0 },
    { signed: null, current: 1 },
    { signed: 1, current: 2 },
  ]);
  expect(alignPages(['a', 'b', 'c'], ['a', 'c'])).toEqual([
    { signed: 0, current: 0 },
    { signed: 1, current: null },
    { signed: 2, current: 1 },
  ]);
  expect(alignPages(['a', 'b'], ['x'])).toEqual([
    { signed: 0, current: 0 },
    { signed: 1, current: null },
  ]);
});

test('P103: every page of both states stands in exactly one pair, in order', () => {
  const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(keys, keys, (signed, current) => {
      const pairs = alignPages(signed, current);
      expect(pairs.flatMap((pair) => pair.signed ?? [])).toEqual(signed.map((_, index) => index));
      expect(pairs.flatMap((pair) => pair.current ?? [])).toEqual(current.map((_, index) => index));
    }),
  );
});
