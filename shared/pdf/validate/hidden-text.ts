import { geometryOf } from '../appearance/page-geometry.ts';
import { isArray, isType, nameOf, numberOf, type PdfDict, type PdfObject, textOf } from '../file/objects.ts';
import { annotationsOf, type Page, pages } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { rectOf } from './annotation-places.ts';
import type { ChangeFact } from './change-fact.ts';
import { type Area, contentAreas, textAreas } from './text-areas.ts';

// Bits of /F (table 167).
const flags = { hidden: 2, print: 4, noZoom: 8, noRotate: 16, noView: 32 } as const;
const longestWords = 200;
// Without an appearance of their own viewers draw these transparent or not at all.
const harmlessWithoutLook = new Set(['Link', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut']);
// Icons keep their size on every screen; what is larger covers more of the page the smaller the page is shown.
const largestIconPt = 40;
const mostPoints = 20_000;

/** Rule 5: annotations and fields that lie over text. */
export function textCovers(file: PdfFile): ChangeFact[] {
  return [...pages(file)].flatMap((page, pageIndex) =>
    coversOf(file, page, () => true).map((annotation) => ({
      ...coverFact(file, annotation),
      pageIndex,
      ...rectOf(file, page, annotation),
    })),
  );
}

/** Does one of these annotations (by object number) lie over text? */
export function coversText(file: PdfFile, numbers: ReadonlySet<number>): boolean {
  const isMeant = (item: PdfObject): boolean => isType(item, 'ref') && numbers.has(item.num);
  for (const page of pages(file)) if (coversOf(file, page, isMeant).length > 0) return true;
  return false;
}

/** Does the page show text inside a rectangle in user space? */
export function hasTextIn(file: PdfFile, page: Page, rect: Area): boolean {
  return textAreas(file, page).some((area) => overlap(area, rect));
}

/** Does the page show anything inside a rectangle in user space: text, drawings, pictures, an annotation or a field? */
export function isOccupied(file: PdfFile, page: Page): (rect: Area) => boolean {
  const { text, drawn, pictures } = contentAreas(file, page);
  const annotations = annotationsOf(file, page).flatMap((item) => {
    const annotation = file.dict(item);
    const area = annotation && shownArea(file, page, annotation);
    return area ? [area] : [];
  });
  const all = [...text, ...drawn, ...pictures, ...annotations];
  return (rect) => all.some((area) => overlap(area, rect));
}

function coversOf(file: PdfFile, page: Page, isMeant: (item: PdfObject) => boolean): PdfDict[] {
  let areas: readonly Area[] | undefined;
  return annotationsOf(file, page)
    .filter(isMeant)
    .flatMap((item) => {
      const annotation = file.dict(item);
      const box = annotation === undefined ? undefined : shownArea(file, page, annotation);
      if (annotation === undefined || box === undefined) return [];
      areas ??= textAreas(file, page);
      return areas.some((area) => overlap(area, box)) ? [annotation] : [];
    });
}

/** Where an annotation is or may be drawn; undefined for one that shows nothing. */
export function shownArea(file: PdfFile, page: Page, annotation: PdfDict): Area | undefined {
  const subtype = nameOf(file.resolve(annotation.get('Subtype'))) ?? '';
  const isFaint = harmlessWithoutLook.has(subtype) && !annotation.has('AP') && !isDarkHighlight(file, annotation);
  const flagged = numberOf(file.resolve(annotation.get('F'))) ?? 0;
  const isHidden = (flagged & flags.hidden) !== 0 || (flagged & (flags.noView + flags.print)) === flags.noView;
  if (subtype === 'Popup' || isFaint || isHidden) return undefined;
  const numbers = (key: string): number[] => numbersIn(file, annotation.get(key) ?? null);
  const points = ['L', 'Vertices', 'CL', 'InkList', 'QuadPoints']
    .map((key) => numbers(key))
    .filter((list) => list.length >= 4);
  const border = points.length === 0 ? 0 : (numberOf(file.resolve(file.dict(annotation.get('BS'))?.get('W'))) ?? 1) / 2;
  const all = [numbers('Rect'), ...points].map(boundsOfPoints);
  const box: Area = [
    Math.min(...all.map(([left]) => left)) - border,
    Math.min(...all.map(([, bottom]) => bottom)) - border,
    Math.max(...all.map(([, , right]) => right)) + border,
    Math.max(...all.map(([, , , top]) => top)) + border,
  ];
  if (!(box[2] > box[0] && box[3] > box[1])) return undefined;
  const longest = Math.max(box[2] - box[0], box[3] - box[1]);
  const isTurnedBack = (flagged & flags.noRotate) !== 0 && geometryOf(file, page).rotation !== 0;
  const isEnlarged = (flagged & flags.noZoom) !== 0 && annotation.has('AP') && longest > largestIconPt;
  const around = isTurnedBack || isEnlarged ? longest : 0;
  return [box[0] - around, box[1] - around, box[2] + around, box[3] + around];
}

/** Viewers lay a highlight over the text so that light colours let it through: a dark one blackens it. */
function isDarkHighlight(file: PdfFile, annotation: PdfDict): boolean {
  if (nameOf(file.resolve(annotation.get('Subtype'))) !== 'Highlight') return false;
  const colour = numbersIn(file, annotation.get('C') ?? null);
  // One, three or four numbers are gray, RGB or CMYK (table 166).
  const isInk = colour.length === 4;
  const lightest = Math.max(...colour.slice(0, 3).map((part) => (isInk ? 1 - part - (colour[3] ?? 0) : part)));
  return colour.length > 0 && lightest < 0.5;
}

function boundsOfPoints(numbers: readonly number[]): Area {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  numbers.forEach((value, index) => {
    if (index % 2 === 0) [left, right] = [Math.min(left, value), Math.max(right, value)];
    else [bottom, top] = [Math.min(bottom, value), Math.max(top, value)];
  });
  return [left, bottom, right, top];
}

/** The numbers of an array, or of an array of arrays; references between arrays must not multiply. */
function numbersIn(file: PdfFile, object: PdfObject, depth = 0): number[] {
  file.fuel.step();
  const value = file.resolve(object);
  if (isType(value, 'number')) return [value.value];
  if (!isArray(value) || depth > 1) return [];
  return value.slice(0, mostPoints).flatMap((item) => numbersIn(file, item, depth + 1));
}

/** More than a touch: a point in both directions. */
export function overlap(a: Area, b: Area): boolean {
  return Math.min(a[2], b[2]) - Math.max(a[0], b[0]) > 1 && Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > 1;
}

function coverFact(file: PdfFile, annotation: PdfDict): ChangeFact {
  const text = (key: string): string => textOf(file.resolve(annotation.get(key))) ?? '';
  const subtype = nameOf(file.resolve(annotation.get('Subtype'))) ?? '?';
  if (subtype === 'Widget') return { code: 'field-over-text', name: text('T') || text('TU') };
  const words = text('Contents').slice(0, longestWords);
  if (words === '') return { code: 'annotation-over-text', name: subtype };
  return { code: 'annotation-with-text-over-text', name: subtype, text: words };
}
