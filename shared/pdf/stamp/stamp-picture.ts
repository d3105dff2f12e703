import { drawBox } from '../appearance/text-box.ts';
import { NewPdf } from '../file/new-file.ts';
import { dict, latin1Bytes, name, number } from '../file/objects.ts';
import type { StampRequest } from '../pdf-types.ts';
import { drawsOnPages, type StampKind } from './stamp-kind.ts';
import { layOutStamp } from './stamp-pdf.ts';
import { shownValues, stampLines } from './stamp-text.ts';

/**
 * The stamp alone as the engine draws it, a PDF of one page of its size, to be looked at before it has a place; null for kinds
 * that draw on pages. Throws AppError as stamping does.
 */
export function stampPicture(
  kind: StampKind,
  { fields, font }: Pick<StampRequest, 'fields' | 'font'>,
): Uint8Array | null {
  if (drawsOnPages(kind.nature)) return null;
  const values = shownValues(kind, fields);
  const box = layOutStamp(kind, stampLines(kind, values), values, font);
  const pdf = new NewPdf();
  const pages = pdf.reserve();
  const page = pdf.add(
    dict({
      Type: name('Page'),
      Parent: pages,
      MediaBox: [0, 0, box.widthPt, box.heightPt].map(number),
      Resources: dict({ XObject: dict({ S: drawBox(box, 0, pdf) }) }),
      Contents: pdf.add({ dict: dict({}), bytes: latin1Bytes('/S Do\n') }),
    }),
  );
  pdf.set(pages, dict({ Type: name('Pages'), Count: number(1), Kids: [page] }));
  const root = pdf.add(dict({ Type: name('Catalog'), Pages: pages }));
  return pdf.write(root, latin1Bytes('aktentasche mark'));
}
