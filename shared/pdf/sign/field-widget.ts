import { geometryOf, type PageGeometry } from '../appearance/page-geometry.ts';
import type { FormField } from '../file/form-fields.ts';
import { isType, numberOf, type PdfDict, type PdfRef } from '../file/objects.ts';
import { annotationsOf, type Page, pages } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { Size } from './signature-look.ts';

/** Where a field shows: its widget annotation, which may be the field itself (§12.5.6.19), and its page. */
export type FieldWidget = {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** From 0; null when no page lists the widget. */
  readonly pageIndex: number | null;
  readonly page: Page | null;
};

/** The first widget of a field. */
export function widgetOf(file: PdfFile, field: FormField): FieldWidget {
  const kid = (file.array(field.dict.get('Kids')) ?? []).find((item) => isType(item, 'ref'));
  const isOwn = field.dict.has('Rect') || kid === undefined || !isType(kid, 'ref');
  const [ref, dict] = isOwn ? [field.ref, field.dict] : [kid, file.dict(kid) ?? field.dict];
  let pageIndex = 0;
  for (const page of pages(file)) {
    const listed = annotationsOf(file, page);
    if (listed.some((item) => isType(item, 'ref') && item.num === ref.num)) return { ref, dict, pageIndex, page };
    pageIndex++;
  }
  return { ref, dict, pageIndex: null, page: null };
}

/** Size of a widget as its page is displayed; null for one that shows nothing. */
export function displayedSize(file: PdfFile, { dict, page }: FieldWidget): { size: Size; page: PageGeometry } | null {
  if (page === null) return null;
  const rect = (file.array(dict.get('Rect')) ?? []).map((item) => numberOf(file.resolve(item)) ?? 0);
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = rect;
  const [across, up] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  if (!(across > 0 && up > 0)) return null;
  const geometry = geometryOf(file, page);
  const isTurned = geometry.rotation === 90 || geometry.rotation === 270;
  return { size: isTurned ? { width: up, height: across } : { width: across, height: up }, page: geometry };
}
