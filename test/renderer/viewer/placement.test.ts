import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bigStepPt, clampPlace, movePlace, placeAtPointer, stepPt } from '../../../renderer/viewer/placement.ts';

const page = { widthPt: 595, heightPt: 842 };
const stamp = { widthPt: 150, heightPt: 60 };
const middle = { pageIndex: 1, x: 200, y: 400 };

test('arrow keys move by a fine step, with Shift by a big one; up is up on paper', () => {
  expect(movePlace(middle, 'ArrowUp', false, 3)).toEqual({ ...middle, y: 400 + stepPt });
  expect(movePlace(middle, 'ArrowDown', true, 3)).toEqual({ ...middle, y: 400 - bigStepPt });
  expect(movePlace(middle, 'ArrowLeft', false, 3)).toEqual({ ...middle, x: 200 - stepPt });
  expect(movePlace(middle, 'x', false, 3)).toBe(null);
});

test('page keys change the page and stop at the first and the last', () => {
  expect(movePlace(middle, 'PageDown', false, 3)?.pageIndex).toBe(2);
  expect(movePlace(middle, 'PageDown', false, 2)?.pageIndex).toBe(1);
  expect(movePlace({ ...middle, pageIndex: 0 }, 'PageUp', false, 3)?.pageIndex).toBe(0);
});

test('a rectangle never leaves the page, whatever is pressed', () => {
  const keys = fc.array(fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown'));
  fc.assert(
    fc.property(keys, fc.boolean(), (pressed, shift) => {
      let place = middle;
      for (const key of pressed) place = clampPlace(movePlace(place, key, shift, 3) ?? place, stamp, page);
      expect(place.x).toBeGreaterThanOrEqual(0);
      expect(place.y).toBeGreaterThanOrEqual(0);
      expect(place.x + stamp.widthPt).toBeLessThanOrEqual(page.widthPt);
      expect(place.y + stamp.heightPt).toBeLessThanOrEqual(page.heightPt);
    }),
  );
});

test('on a page smaller than the rectangle it stays at the lower left', () => {
  expect(clampPlace({ pageIndex: 0, x: 30, y: 30 }, stamp, { widthPt: 100, heightPt: 40 })).toEqual({
    pageIndex: 0,
    x: 0,
    y: 0,
  });
});

test('the pointer holds the middle of the rectangle', () => {
  const pointer = { pageIndex: 0, left: 297.5 * 2, top: 421 * 2 };
  expect(placeAtPointer(pointer, stamp, page, 2)).toEqual({ pageIndex: 0, x: 297.5 - 75, y: 421 - 30 });
});
