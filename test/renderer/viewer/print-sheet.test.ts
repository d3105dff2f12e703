import { expect, test } from 'vitest';
import { placeOnSheet, printableSize, requireFewSheets } from '../../../renderer/viewer/print-sheet.ts';

test('D5: a page of A4 keeps its place and loses the edge that printers leave white', () => {
  const { turn, scale } = placeOnSheet({ widthPt: 595.28, heightPt: 841.89 });
  expect(turn).toBe(0);
  expect(scale).toBeGreaterThan(0.94);
  expect(scale * 595.28).toBeLessThanOrEqual(printableSize.widthPt + 1e-9);
  expect(scale * 841.89).toBeLessThanOrEqual(printableSize.heightPt + 1e-9);
});

test('D5: a wide page is turned, a plan made smaller, a small page stays as it is', () => {
  expect(placeOnSheet({ widthPt: 841.89, heightPt: 595.28 }).turn).toBe(90);
  const plan = placeOnSheet({ widthPt: 3370, heightPt: 2384 });
  expect(plan.turn).toBe(90);
  expect(plan.scale * 2384).toBeCloseTo(printableSize.widthPt, 6);
  expect(placeOnSheet({ widthPt: 298, heightPt: 420 })).toEqual({ turn: 0, scale: 1 });
});

test('D5: 500 sheets are printed at once, one more is print-too-long', () => {
  expect(() => requireFewSheets(500)).not.toThrow();
  expect(() => requireFewSheets(501)).toThrowError(expect.objectContaining({ code: 'print-too-long' }));
});
