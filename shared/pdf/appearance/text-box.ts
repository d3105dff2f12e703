import { dict, latin1Bytes, name, number, type PdfRef } from '../file/objects.ts';
import type { ObjectSink } from '../file/serialize.ts';
import { inks } from './colours.ts';
import { TextFont } from './embed-font.ts';
import { embedPicture, type Picture } from './picture.ts';
import { drawQr, type QrCode } from './qr-code.ts';

/** A line of a box: what it says and how large. */
export type BoxLine = { readonly text: string; readonly sizePt: number };

/** How a box looks beyond its lines; absent: a gray frame. */
export type BoxLook = {
  readonly minHeightPt?: number;
  readonly tone?: keyof typeof inks;
  readonly frame?: 'line' | 'double' | 'none';
  readonly qr?: QrCode;
};

/** A box of lines with its measured size in points. */
export type TextBox = {
  readonly lines: readonly BoxLine[];
  readonly widthPt: number;
  readonly heightPt: number;
  readonly font: TextFont;
  readonly look: BoxLook;
  /** A picture at the left, `widthPt` wide including its margin; the lines begin behind it. */
  readonly picture?: { readonly picture: Picture; readonly widthPt: number };
};

const paddingPt = 6;
const leading = 1.3;
const maxTextWidthPt = 260;
// Two centimetres: a telephone reads it from paper at arm's length.
const qrPt = 57;

/** Measures lines and wraps the ones that are too long. Throws AppError 'stamp-text-unsupported'. */
export function layOutBox(
  lines: readonly BoxLine[],
  fontBytes: Uint8Array,
  minWidthPt: number,
  look: BoxLook = {},
): TextBox {
  const font = new TextFont(fontBytes);
  const wrapped = lines.flatMap((line) => wrapLine(line, font, maxTextWidthPt));
  const textWidth = Math.max(0, ...wrapped.map((line) => font.width(line.text, line.sizePt)));
  const textHeight = wrapped.reduce((sum, line) => sum + line.sizePt * leading, 0);
  const beside = look.qr ? qrPt + paddingPt : 0;
  const height = Math.max(textHeight, look.qr ? qrPt : 0) + 2 * paddingPt;
  return {
    lines: wrapped,
    widthPt: Math.ceil(Math.max(minWidthPt, textWidth + 2 * paddingPt + beside)),
    heightPt: Math.ceil(Math.max(look.minHeightPt ?? 0, height)),
    font,
    look,
  };
}

/** A line cut at spaces so that each part fits the width; a longer word stands alone. */
export function wrapLine(line: BoxLine, font: TextFont, widthPt: number): BoxLine[] {
  const out: BoxLine[] = [];
  let current = '';
  for (const word of line.text.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && font.width(longer, line.sizePt) > widthPt) {
      out.push({ ...line, text: current });
      current = word;
    } else current = longer;
  }
  out.push({ ...line, text: current });
  return out;
}

/**
 * Draws the box as a form XObject of its own size, turned by `rotation` so that it stands upright on a turned page. Colours
 * are device-independent: they need no output intent, so PDF/A stays PDF/A. No transparency is used.
 */
export function drawBox(box: TextBox, rotation: number, into: ObjectSink): PdfRef {
  const { widthPt, heightPt, look } = box;
  const textLeft = paddingPt + (box.picture?.widthPt ?? 0);
  const ink = inks[look.tone ?? 'gray'];
  let content = `/G CS ${ink.frame} SCN /G cs ${ink.text} scn\n${frame(box)}`;
  if (look.qr) content += drawQr(look.qr, widthPt - paddingPt - qrPt, heightPt - paddingPt - qrPt, qrPt);
  content += 'BT\n';
  let y = heightPt - paddingPt;
  for (const { text, sizePt } of box.lines) {
    y -= sizePt * leading;
    const baseline = (y + sizePt * 0.3).toFixed(2);
    content += `/F0 ${sizePt} Tf 1 0 0 1 ${textLeft} ${baseline} Tm ${box.font.encode(text)} Tj\n`;
  }
  content += `ET\n${pictureOperators(box)}`;
  const resources = dict({
    Font: dict({ F0: box.font.embed(into) }),
    ColorSpace: dict({ G: ink.space }),
    XObject: box.picture && dict({ P0: embedPicture(box.picture.picture, into) }),
  });
  const form = dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [0, 0, widthPt, heightPt].map(number),
    Matrix: turn(rotation).map(number),
    Resources: resources,
  });
  return into.add({ dict: form, bytes: latin1Bytes(content) });
}

/** The picture, as large as its place allows without changing its proportions. */
function pictureOperators({ picture: placed, heightPt }: TextBox): string {
  if (placed === undefined) return '';
  const { widthPx, heightPx } = placed.picture;
  const [width, height] = [placed.widthPt - paddingPt, heightPt - 2 * paddingPt];
  const scale = Math.min(width / widthPx, height / heightPx);
  const [w, h] = [widthPx * scale, heightPx * scale];
  const [x, y] = [paddingPt + (width - w) / 2, paddingPt + (height - h) / 2];
  return `q ${[w, 0, 0, h, x, y].map((value) => value.toFixed(2)).join(' ')} cm /P0 Do Q\n`;
}

function frame({ widthPt, heightPt, look }: TextBox): string {
  const line = (inset: number): string =>
    `${inset} ${inset} ${(widthPt - 2 * inset).toFixed(2)} ${(heightPt - 2 * inset).toFixed(2)} re S\n`;
  switch (look.frame ?? 'line') {
    case 'line':
      return `1.2 w ${line(0.6)}`;
    case 'double':
      return `0.8 w ${line(0.4)}${line(2.6)}`;
    case 'none':
      return '';
  }
}

function turn(rotation: number): readonly number[] {
  if (rotation === 90) return [0, 1, -1, 0, 0, 0];
  if (rotation === 180) return [-1, 0, 0, -1, 0, 0];
  if (rotation === 270) return [0, -1, 1, 0, 0, 0];
  return [1, 0, 0, 1, 0, 0];
}
