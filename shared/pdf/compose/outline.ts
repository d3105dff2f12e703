import type { NewPdf } from '../file/new-file.ts';
import { dict, name, number, type PdfRef, text } from '../file/objects.ts';

/** A flat outline (§12.3.3): one entry per page that it leads to. Answers the outline dictionary. */
export function addOutline(pdf: NewPdf, entries: readonly { readonly title: string; readonly page: PdfRef }[]): PdfRef {
  const root = pdf.reserve();
  const items = entries.map(() => pdf.reserve());
  entries.forEach(({ title, page }, index) => {
    const entry = {
      Title: text(title),
      Parent: root,
      Prev: items[index - 1],
      Next: items[index + 1],
      Dest: [page, name('Fit')],
    };
    pdf.set(items[index]!, dict(entry));
  });
  pdf.set(root, dict({ Type: name('Outlines'), First: items[0], Last: items.at(-1), Count: number(items.length) }));
  return root;
}
