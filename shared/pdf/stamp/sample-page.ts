import { calGray } from '../appearance/colours.ts';
import { NewPdf } from '../file/new-file.ts';
import { dict, latin1Bytes, name, number } from '../file/objects.ts';

/** A4 in points. */
const a4 = [0, 0, 595, 842];

/** A letter without words, to show how a stamp looks on a page: head, address, subject and paragraphs as gray bars. */
export function samplePage(): Uint8Array {
  const pdf = new NewPdf();
  const bar = (x: number, y: number, width: number, height = 5): string => `${x} ${y} ${width} ${height} re f\n`;
  let content = `/G cs 0.86 scn\n${bar(70, 770, 150, 12)}${bar(70, 752, 90)}`;
  for (const [line, width] of [120, 140, 100].entries()) content += bar(70, 690 - line * 14, width);
  content += bar(70, 610, 240, 8);
  for (let line = 0; line < 26; line++) content += bar(70, 580 - line * 15, line % 7 === 6 ? 210 : 455);
  const pages = pdf.reserve();
  const page = pdf.add(
    dict({
      Type: name('Page'),
      Parent: pages,
      MediaBox: a4.map(number),
      Resources: dict({ ColorSpace: dict({ G: calGray }) }),
      Contents: pdf.add({ dict: dict({}), bytes: latin1Bytes(content) }),
    }),
  );
  pdf.set(pages, dict({ Type: name('Pages'), Count: number(1), Kids: [page] }));
  const root = pdf.add(dict({ Type: name('Catalog'), Pages: pages }));
  return pdf.write(root, latin1Bytes('aktentasche page'));
}
