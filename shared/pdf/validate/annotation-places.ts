import { geometryOf, toDisplayRect } from '../appearance/page-geometry.ts';
import type { FormField } from '../file/form-fields.ts';
import { isType, numberOf, type PdfDict, type PdfObject } from '../file/objects.ts';
import { annotationsOf, type Page, pages } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { DisplayRect } from '../pdf-types.ts';

/** Where an annotation lies; without `rect` it shows nothing. */
export type AnnotationPlace = { readonly pageIndex: number; readonly rect?: DisplayRect };

/** Where the annotations of a file lie, the widgets of form fields among them; looked up when somebody asks. */
export class AnnotationPlaces {
  private readonly file: PdfFile;
  private known: ReadonlyMap<number, AnnotationPlace> | undefined;

  constructor(file: PdfFile) {
    this.file = file;
  }

  /** The place of an annotation that is an object of its own. */
  ofAnnotation(item: PdfObject): AnnotationPlace | undefined {
    this.known ??= annotationPlaces(this.file);
    return isType(item, 'ref') ? this.known.get(item.num) : undefined;
  }

  /** The place where a field shows itself first. */
  ofField(field: FormField): AnnotationPlace | undefined {
    this.known ??= annotationPlaces(this.file);
    for (const num of widgetNumbers(this.file, field)) {
      const place = this.known.get(num);
      if (place?.rect !== undefined) return place;
    }
    return undefined;
  }
}

/** The objects that a field is and shows itself by. */
export function widgetNumbers(file: PdfFile, field: FormField): number[] {
  const parts = [field.ref, ...(file.array(field.dict.get('Kids')) ?? [])];
  return parts.flatMap((part) => (isType(part, 'ref') ? [part.num] : []));
}

/** An annotation's /Rect on the page as displayed; nothing for one without extent. */
export function rectOf(file: PdfFile, page: Page, annotation: PdfDict): { readonly rect?: DisplayRect } {
  const corners = (file.array(annotation.get('Rect')) ?? []).map((item) => numberOf(file.resolve(item)) ?? 0);
  if (corners.length !== 4) return {};
  const rect = toDisplayRect(geometryOf(file, page), corners as [number, number, number, number]);
  return rect.width > 1 && rect.height > 1 ? { rect } : {};
}

function annotationPlaces(file: PdfFile): ReadonlyMap<number, AnnotationPlace> {
  const out = new Map<number, AnnotationPlace>();
  let pageIndex = 0;
  for (const page of pages(file)) {
    for (const item of annotationsOf(file, page)) {
      const annotation = file.dict(item);
      if (isType(item, 'ref') && annotation !== undefined)
        out.set(item.num, { pageIndex, ...rectOf(file, page, annotation) });
    }
    pageIndex++;
  }
  return out;
}
