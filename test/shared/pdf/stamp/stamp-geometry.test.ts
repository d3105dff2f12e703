import { expect, test } from 'vitest';
import { inspectPdf, stampPdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import type { DisplayPlace } from '../../../../shared/pdf/pdf-types.ts';
import { hasMutool, mutoolPixels } from '../../../fixtures/pdf/ask-mutool.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { testDigest, testFont, testTime } from '../../../fixtures/pdf/sign-with.ts';

const boxes = {
  'no crop box': '',
  'crop box': '/CropBox[50 60 450 700]',
  'crop box larger than the page': '/CropBox[-100 -100 400 500]',
  'crop box given backwards': '/CropBox[500 700 100 90]',
} as const;
const mediaBoxes = { 'plain box': '[0 0 595 842]', 'negative box': '[-300 -400 295 442]' } as const;
const turns = [0, 90, 180, 270] as const;
const units = [1, 2] as const;

function stampOn(bytes: Uint8Array, place?: DisplayPlace) {
  const { appended, rect } = stampPdf({
    source: bytesSource(bytes),
    makeDigest: testDigest,
    kind: 'geprueft',
    fields: { von: 'E. Muster', datum: '2026-11-21' },
    font: testFont,
    id: '6f2b0f5e-0a7a-4a1e-9d55-0c1a5e3a7f10',
    at: testTime,
    ...(place ? { place } : {}),
  });
  return { bytes: Buffer.concat([bytes, appended]), rect };
}

const cases = Object.entries(mediaBoxes).flatMap(([mediaName, media]) =>
  Object.entries(boxes).flatMap(([cropName, crop]) =>
    turns.flatMap((turn) =>
      units.flatMap((unit) =>
        [false, true].map((isInherited) => ({ mediaName, media, cropName, crop, turn, unit, isInherited })),
      ),
    ),
  ),
);

/** One page with these boxes, on the page itself or inherited from the tree. */
function pageWith({ media, crop, turn, unit, isInherited }: (typeof cases)[number]): Buffer {
  const shape = `/MediaBox${media}${crop}/Rotate ${turn}`;
  const bodies = plainBodies(1, `/UserUnit ${unit}${isInherited ? '' : shape}`);
  bodies[3] = bodies[3]!.replace('/MediaBox[0 0 595 842]', '');
  if (isInherited) bodies[2] = bodies[2]!.replace('/Count 1', `/Count 1${shape}`);
  // Nothing but the stamp may be dark.
  bodies[4] = '<</Length 0>>\nstream\n\nendstream';
  return makePdf(bodies);
}

test.skipIf(!hasMutool)(
  `P13: on each of ${cases.length} pages another reader (mutool, needed here) shows the stamp upright at its place`,
  { timeout: 120_000 },
  () => {
    for (const one of cases) {
      const name = `${one.mediaName}, ${one.cropName}, ${one.turn}°, unit ${one.unit}, ${one.isInherited}`;
      const page = pageWith(one);
      const { widthPt, heightPt } = inspectPdf(bytesSource(page)).pages[0]!;
      const at = { pageIndex: 0, x: Math.round(widthPt * 0.3), y: Math.round(heightPt * 0.6) };
      const { bytes, rect } = stampOn(page, at);
      const { width, height, gray } = mutoolPixels(bytes);
      // MuPDF draws user units as such: its page is as large as the displayed one.
      const scale = width / widthPt;
      expect([name, Math.round(height / scale)]).toEqual([name, Math.round(heightPt)]);
      const dark = darkBox(gray, width);
      const expected = [rect.x, heightPt - rect.y - rect.height, rect.x + rect.width, heightPt - rect.y];
      dark.forEach((edge, index) => {
        expect(Math.abs(edge / scale - expected[index]!), `${name}: edge ${index}`).toBeLessThan(3);
      });
      expect(inkShare(gray, width, dark), `${name}: the large title is above`).toBeGreaterThan(1.15);
    }
  },
);

test('P13: without a chosen place the whole stamp lies within the page as displayed', () => {
  for (const one of cases) {
    const page = pageWith(one);
    const { widthPt, heightPt } = inspectPdf(bytesSource(page)).pages[0]!;
    const { rect } = stampOn(page);
    expect(rect.x).toBeGreaterThanOrEqual(0);
    expect(rect.y).toBeGreaterThanOrEqual(0);
    expect(rect.x + rect.width).toBeLessThanOrEqual(widthPt);
    expect(rect.y + rect.height).toBeLessThanOrEqual(heightPt);
  }
});

/** Left, top, right, bottom of everything dark. */
function darkBox(gray: Uint8Array, width: number): [number, number, number, number] {
  let [left, top, right, bottom] = [width, Number.POSITIVE_INFINITY, 0, 0];
  gray.forEach((value, at) => {
    if (value > 200) return;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)];
  });
  return [left, top, right, bottom];
}

/** How much more ink the upper left quarter has than the lower right one: text begins there, the title being largest. */
function inkShare(gray: Uint8Array, width: number, [left, top, right, bottom]: readonly number[]): number {
  let [first, last] = [0, 0];
  const inset = 3;
  for (let y = top! + inset; y < bottom! - inset; y++) {
    for (let x = left! + inset; x < right! - inset; x++) {
      const ink = 255 - gray[y * width + x]!;
      if (x < (left! + right!) / 2 && y < (top! + bottom!) / 2) first += ink;
      if (x >= (left! + right!) / 2 && y >= (top! + bottom!) / 2) last += ink;
    }
  }
  return first / Math.max(1, last);
}
