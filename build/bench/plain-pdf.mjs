import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

const pieceBytes = 4 << 20;

/** Writes a valid one-page file whose image stream has random bytes, piece by piece, so that it may be of any size. */
export function writePlainPdf(file, imageBytes) {
  const descriptor = openSync(file, 'w');
  const offsets = [];
  let length = 0;
  const put = (bytes) => {
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
    length += bytes.length;
  };
  const open = (body) => {
    offsets.push(length);
    put(Buffer.from(`${offsets.length} 0 obj\n${body}`));
  };
  put(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
  open('<</Type/Catalog/Pages 2 0 R>>\nendobj\n');
  open('<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n');
  open('<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>>>\nendobj\n');
  const image = `/Width 1/Height ${imageBytes}/ColorSpace/DeviceGray/BitsPerComponent 8/Length ${imageBytes}`;
  open(`<</Type/XObject/Subtype/Image${image}>>\nstream\n`);
  for (let done = 0; done < imageBytes; done += pieceBytes) put(randomBytes(Math.min(pieceBytes, imageBytes - done)));
  put(Buffer.from('\nendstream\nendobj\n'));
  const startxref = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n${startxref}\n%%EOF\n`;
  put(Buffer.from(`xref\n0 5\n0000000000 65535 f \n${rows}${trailer}`));
  closeSync(descriptor);
}
