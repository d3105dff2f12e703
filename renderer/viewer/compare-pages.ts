import { AnnotationMode, type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DisplayRect } from '../../shared/pdf/pdf-types.ts';
import type { PairOutcome, SeenArea } from './compare-protocol.ts';
import { differenceAreas, type PixelRect, type Pixels } from './difference-areas.ts';

/** Pixels of one comparison; A4 then has about 130 dpi. */
const comparedPixels = 1_500_000;
const longestWords = 300;

/** Draws both pages alike, out of sight, and answers where they differ and what text stands there. */
export async function comparePages(signed: PDFPageProxy, current: PDFPageProxy): Promise<PairOutcome> {
  const [a, b] = [signed.getViewport({ scale: 1 }), current.getViewport({ scale: 1 })];
  const [before, now] = [await placedText(signed), await placedText(current)];
  if (a.width !== b.width || a.height !== b.height) {
    const rect = { x: 0, y: 0, width: b.width, height: b.height };
    return { kind: 'different', areas: [{ rect, signed: '', current: '' }], isResized: true };
  }
  const scale = Math.min(2, Math.sqrt(comparedPixels / (a.width * a.height)));
  const drawnSigned = await draw(signed, scale);
  const drawnCurrent = await draw(current, scale);
  const areas = differenceAreas(drawnSigned, drawnCurrent).map((area): SeenArea => {
    const rect = toPoints(area, scale, a.height);
    return { rect, signed: textIn(before, rect), current: textIn(now, rect) };
  });
  const isSame = areas.length === 0 && wholeText(before) === wholeText(now);
  return isSame ? { kind: 'same' } : { kind: 'different', areas, isResized: false };
}

async function draw(page: PDFPageProxy, scale: number): Promise<Pixels> {
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.ceil(viewport.width));
  canvas.height = Math.max(1, Math.ceil(viewport.height));
  // In memory, not on the graphics card: there the same drawing may come out differently.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  const annotationMode = AnnotationMode.ENABLE;
  await page.render({ canvas: null, canvasContext: context, viewport, annotationMode }).promise;
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  canvas.width = canvas.height = 0;
  return pixels;
}

/** Two points of margin, so that the frame does not touch what it frames. */
function toPoints({ left, top, width, height }: PixelRect, scale: number, pageHeight: number): DisplayRect {
  return {
    x: left / scale - 2,
    y: pageHeight - (top + height) / scale - 2,
    width: width / scale + 4,
    height: height / scale + 4,
  };
}

interface PlacedText {
  readonly text: string;
  readonly rect: DisplayRect;
}

async function placedText(page: PDFPageProxy): Promise<readonly PlacedText[]> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [a, b, c, d, left, top] = Util.transform(viewport.transform, item.transform) as number[];
    const [along, up] = [Math.hypot(a!, b!) || 1, Math.hypot(c!, d!) || 1];
    const xs = [0, (a! / along) * item.width, (c! / up) * item.height];
    const ys = [0, (b! / along) * item.width, (d! / up) * item.height];
    const [x, y] = [left! + Math.min(...xs), top! + Math.min(...ys)];
    const [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
    return [{ text: item.str, rect: { x, y: viewport.height - y - height, width, height } }];
  });
}

function textIn(all: readonly PlacedText[], place: DisplayRect): string {
  return joined(all.filter(({ rect }) => overlap(rect, place))).slice(0, longestWords);
}

function wholeText(all: readonly PlacedText[]): string {
  return joined(all);
}

function joined(all: readonly PlacedText[]): string {
  return all
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function overlap(a: DisplayRect, b: DisplayRect): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const up = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && up > 0;
}
