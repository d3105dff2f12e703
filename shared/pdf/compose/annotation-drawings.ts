import { isType, nameOf, numberOf, type PdfDict, type PdfObject } from '../file/objects.ts';
import { annotationsOf, type Page } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';

/** The appearance of an annotation and the matrix that puts it on its page. */
export type AnnotationDrawing = { readonly appearance: PdfObject; readonly matrix: readonly number[] };

// Hidden and NoView (table 167).
const unseenFlags = 2 + 32;

/** The normal appearances of the annotations that are seen on a page, in their order. */
export function drawnAnnotations(file: PdfFile, page: Page): AnnotationDrawing[] {
  return annotationsOf(file, page).flatMap((item) => {
    const annotation = file.dict(item);
    const flags = numberOf(file.resolve(annotation?.get('F'))) ?? 0;
    const isPopup = nameOf(file.resolve(annotation?.get('Subtype'))) === 'Popup';
    if (annotation === undefined || isPopup || (flags & unseenFlags) !== 0) return [];
    const appearance = normalAppearance(file, annotation);
    const form = file.dict(appearance);
    const rect = numbersOf(file, annotation.get('Rect'));
    const matrix = form && rect?.length === 4 ? placeAppearance(file, form, rect) : undefined;
    return appearance && matrix ? [{ appearance, matrix }] : [];
  });
}

/** The stream of /N, chosen by /AS where there are several (§12.5.5). */
function normalAppearance(file: PdfFile, annotation: PdfDict): PdfObject | undefined {
  const normal = file.dict(annotation.get('AP'))?.get('N');
  if (normal === undefined || isType(file.resolve(normal), 'stream')) return normal;
  const state = nameOf(file.resolve(annotation.get('AS')));
  const chosen = state === undefined ? undefined : file.dict(normal)?.get(state);
  return chosen !== undefined && isType(file.resolve(chosen), 'stream') ? chosen : undefined;
}

/** Algorithm 8.1 of §12.5.5: the box that the form's matrix makes of its /BBox is fitted to /Rect. */
function placeAppearance(file: PdfFile, form: PdfDict, rect: readonly number[]): readonly number[] | undefined {
  const box = numbersOf(file, form.get('BBox'));
  if (box?.length !== 4) return undefined;
  const given = numbersOf(file, form.get('Matrix'));
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = given?.length === 6 ? given : [];
  const [x0, y0, x1, y1] = box as [number, number, number, number];
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  const width = Math.max(...xs) - left;
  const height = Math.max(...ys) - bottom;
  if (!(width > 0 && height > 0)) return undefined;
  const sx = Math.abs(rect[2]! - rect[0]!) / width;
  const sy = Math.abs(rect[3]! - rect[1]!) / height;
  return [sx, 0, 0, sy, Math.min(rect[0]!, rect[2]!) - left * sx, Math.min(rect[1]!, rect[3]!) - bottom * sy];
}

function numbersOf(file: PdfFile, object: PdfObject | undefined): number[] | undefined {
  const values = file.array(object)?.map((item) => numberOf(file.resolve(item)));
  return values?.every((value) => value !== undefined) ? (values as number[]) : undefined;
}
