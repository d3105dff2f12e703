import { isArray, isType, nameOf, numberOf, type PdfDict, type PdfObject, textOf } from '../file/objects.ts';
import { type Page, pages } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { rectOf } from './annotation-places.ts';
import type { ChangeFact } from './change-fact.ts';
import { type Area, shownAreas, textAreas } from './text-areas.ts';

const hiddenOrNoView = 2 + 32;
const longestWords = 200;
// Without an appearance of their own viewers draw these transparent or not at all.
const harmlessWithoutLook = new Set(['Link', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut']);

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

/** Does the page show anything to read inside a rectangle in user space: text, a picture, an annotation or a field? */
export function isOccupied(file: PdfFile, page: Page): (rect: Area) => boolean {
  const { text, pictures } = shownAreas(file, page);
  const annotations = (file.array(page.dict.get('Annots')) ?? []).flatMap((item) => {
    const annotation = file.dict(item);
    const area = annotation && shownArea(file, annotation);
    return area ? [area] : [];
  });
  const all = [...text, ...pictures, ...annotations];
  return (rect) => all.some((area) => overlap(area, rect));
}

function coversOf(file: PdfFile, page: Page, isMeant: (item: PdfObject) => boolean): PdfDict[] {
  let areas: readonly Area[] | undefined;
  return (file.array(page.dict.get('Annots')) ?? []).filter(isMeant).flatMap((item) => {
    const annotation = file.dict(item);
    const box = annotation === undefined ? undefined : shownArea(file, annotation);
    if (annotation === undefined || box === undefined) return [];
    areas ??= textAreas(file, page);
    return areas.some((area) => overlap(area, box)) ? [annotation] : [];
  });
}

/** Where an annotation is or may be drawn; undefined for one that shows nothing. */
function shownArea(file: PdfFile, annotation: PdfDict): Area | undefined {
  const subtype = nameOf(file.resolve(annotation.get('Subtype'))) ?? '';
  if (subtype === 'Popup' || (harmlessWithoutLook.has(subtype) && !annotation.has('AP'))) return undefined;
  if ((numberOf(file.resolve(annotation.get('F'))) ?? 0) & hiddenOrNoView) return undefined;
  const numbers = (key: string): number[] => numbersIn(file, annotation.get(key) ?? null);
  const points = ['L', 'Vertices', 'CL', 'InkList'].map((key) => numbers(key)).filter((list) => list.length >= 4);
  const border = points.length === 0 ? 0 : (numberOf(file.resolve(file.dict(annotation.get('BS'))?.get('W'))) ?? 1) / 2;
  const all = [numbers('Rect'), ...points].map(boundsOfPoints);
  const box: Area = [
    Math.min(...all.map(([left]) => left)) - border,
    Math.min(...all.map(([, bottom]) => bottom)) - border,
    Math.max(...all.map(([, , right]) => right)) + border,
    Math.max(...all.map(([, , , top]) => top)) + border,
  ];
  return box[2] > box[0] && box[3] > box[1] ? box : undefined;
}

function boundsOfPoints(numbers: readonly number[]): Area {
  const xs = numbers.filter((_, index) => index % 2 === 0);
  const ys = numbers.filter((_, index) => index % 2 === 1);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function numbersIn(file: PdfFile, object: PdfObject): number[] {
  const value = file.resolve(object);
  if (isArray(value)) return value.slice(0, 10_000).flatMap((item) => numbersIn(file, item));
  return isType(value, 'number') ? [value.value] : [];
}

/** More than a touch: a point in both directions. */
function overlap(a: Area, b: Area): boolean {
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
