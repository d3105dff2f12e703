import { deflateSync } from 'node:zlib';

/** What stands on a page. Points, 1/72 inch, origin lower left, A4 = 595 x 842. */
export type PageItem =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly font?: Font;
      readonly size?: number;
    }
  | {
      readonly kind: 'line';
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
      readonly width?: number;
    }
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly kind: 'scan'; readonly scan: Scan };

/** One bit per pixel, rows from the top, each padded to a byte, 0 = black; fills the page. */
export interface Scan {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

export type Font = 'regular' | 'bold' | 'mono';
const fonts: Readonly<Record<Font, string>> = { regular: 'Helvetica', bold: 'Helvetica-Bold', mono: 'Courier' };

/**
 * Writes a plain PDF 1.4 with the standard fonts, enough for letters, forms and scans of the demo. The product's own PDF
 * engine only changes existing files, and a demo must not test the engine with its own output.
 */
export function writePdf(options: {
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly pages: readonly (readonly PageItem[])[];
  /** Stands across every page, above what is on it. */
  readonly watermark?: string | undefined;
}): Uint8Array {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer): number => objects.push(typeof body === 'string' ? latin(body) : body);
  const fontRefs = Object.entries(fonts).map(
    ([key, name]) => `/${key} ${add(`<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`)} 0 R`,
  );
  const across = options.watermark === undefined ? [] : [paintAcross(options.watermark)];
  const pagesNumber = objects.length + options.pages.length * 3 + 1;
  const kids = options.pages.map((items) => {
    const scan = items.find((item) => item.kind === 'scan')?.scan;
    const image = add(scan ? scanObject(scan) : '<<>>');
    const content = add(stream('', latin([...items.map(paint), ...across].join('\n'))));
    const resources = `/Font<<${fontRefs.join(' ')}>>${scan ? `/XObject<</scan ${image} 0 R>>` : ''}`;
    return add(
      `<</Type/Page/Parent ${pagesNumber} 0 R/MediaBox[0 0 595 842]/Resources<<${resources}>>/Contents ${content} 0 R>>`,
    );
  });
  add(`<</Type/Pages/Count ${kids.length}/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>`);
  const catalog = add(
    `<</Type/Catalog/Pages ${pagesNumber} 0 R/Lang(de-DE)/ViewerPreferences<</DisplayDocTitle true>>>>`,
  );
  const info = add(
    `<</Title ${utf16(options.title)}/CreationDate(D:${options.date.replaceAll('-', '')}080000+01'00')>>`,
  );
  return assemble(objects, { catalog, info });
}

function assemble(objects: readonly Buffer[], { catalog, info }: { catalog: number; info: number }): Uint8Array {
  const parts: Buffer[] = [latin('%PDF-1.4\n%âãÏÓ\n')];
  let offset = parts[0]!.length;
  const offsets = objects.map((body, index) => {
    const at = offset;
    const part = Buffer.concat([latin(`${index + 1} 0 obj\n`), body, latin('\nendobj\n')]);
    parts.push(part);
    offset += part.length;
    return at;
  });
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    latin(
      `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<</Size ${size}/Root ${catalog} 0 R/Info ${info} 0 R>>\nstartxref\n${offset}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function paint(item: PageItem): string {
  switch (item.kind) {
    case 'text':
      return `BT /${item.font ?? 'regular'} ${item.size ?? 10.5} Tf ${item.x} ${item.y} Td (${escapeText(item.text)}) Tj ET`;
    case 'line':
      return `${item.width ?? 0.5} w ${item.from.join(' ')} m ${item.to.join(' ')} l S`;
    case 'box':
      return `0.5 w ${item.x} ${item.y} ${item.width} ${item.height} re S`;
    case 'scan':
      return 'q 595 0 0 842 0 0 cm /scan Do Q';
  }
}

/** Grey, rising from the lower left: it can be read, and what is below it, too. */
function paintAcross(text: string): string {
  return `q 0.62 g BT /bold 54 Tf 0.766 0.643 -0.643 0.766 96 190 Tm (${escapeText(text)}) Tj ET Q`;
}

function scanObject({ width, height, bits }: Scan): Buffer {
  return stream(
    `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 1`,
    Buffer.from(bits),
  );
}

function stream(entries: string, bytes: Buffer): Buffer {
  const packed = deflateSync(bytes);
  return Buffer.concat([
    latin(`<<${entries}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
    packed,
    latin('\nendstream'),
  ]);
}

function escapeText(text: string): string {
  return [...text]
    .map(toWinAnsi)
    .join('')
    .replace(/[\\()]/g, '\\$&');
}

/** WinAnsiEncoding: Latin-1 plus some typography at 0x80-0x9F (ISO 32000-2 annex D); other letters lose their accent. */
const winAnsi: Readonly<Record<string, number>> = {
  '€': 0x80,
  '„': 0x84,
  '…': 0x85,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
};
const plain: Readonly<Record<string, string>> = { ı: 'i', ğ: 'g', ş: 's', ł: 'l', ż: 'z', ę: 'e', İ: 'I', Ş: 'S' };

function toWinAnsi(character: string): string {
  const code = winAnsi[character];
  if (code !== undefined) return String.fromCharCode(code);
  if (plain[character]) return plain[character];
  return character.charCodeAt(0) <= 0xff ? character : '?';
}

function utf16(text: string): string {
  return `<FEFF${[...Buffer.from(text, 'utf16le').swap16()].map((byte) => byte.toString(16).padStart(2, '0')).join('')}>`;
}

function latin(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
