import type { NewPdf } from '../file/new-file.ts';
import { dict, name, number, type PdfRef } from '../file/objects.ts';

/** Sets a reserved annotation to a link (§12.5.6.5) to a page; `rect` in points, `key` of the parent tree. */
export function addLink(
  pdf: NewPdf,
  annotation: PdfRef,
  link: { readonly to: PdfRef; readonly rect: readonly number[]; readonly key: number },
): void {
  pdf.set(
    annotation,
    dict({
      Type: name('Annot'),
      Subtype: name('Link'),
      Rect: link.rect.map(number),
      Border: [0, 0, 0].map(number),
      // Print (table 167), which PDF/A asks of every annotation.
      F: number(4),
      Dest: [link.to, name('Fit')],
      StructParent: number(link.key),
    }),
  );
}
