import type { Appender } from '../file/append.ts';
import { dict, latin1Bytes, name, number, type PdfRef } from '../file/objects.ts';
import { TextFont } from './embed-font.ts';
import { calGray, embedPicture, type Picture } from './picture.ts';

/** A line of a box: what it says and how large. */
export type BoxLine = { readonly text: string; readonly sizePt: number };

/** A box of lines with its measured size in points. */
export type TextBox = {
  readonly lines: readonly BoxLine[];
  readonly widthPt: number;
  readonly heightPt: number;
  readonly font: TextFont;
  /** A picture at the left, `widthPt` wide including its margin; the lines begin behind it. */
  readonly picture?: { readonly picture: Picture; readonly widthPt: number };
};

const paddingPt = 6;
const leading = 1.3;
const maxTextWidthPt = 260;

/** Measures lines and wraps the ones that are too long. Throws AppError 'stamp-text-unsupported'. */
export function layOutBox(lines: readonly BoxLine[], fontBytes: Uint8Array, minWidthPt: number): TextBox {
  const font = new TextFont(fontBytes);
  const wrapped = lines.flatMap((line) => wrapLine(line, font, maxTextWidthPt));
  const textWidth = Math.max(0, ...wrapped.map((line) => font.width(line.text, line.sizePt)));
  const textHeight = wrapped.reduce((sum, line) => sum + line.sizePt * leading, 0);
  return {
    lines: wrapped,
    widthPt: Math.ceil(Math.max(minWidthPt, textWidth + 2 * paddingPt)),
    heightPt: Math.ceil(textHeight + 2 * paddingPt),
    font,
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
 * Draws the box as a form XObject of its own size, turned by `rotation` so that it stands upright on a turned page.
 * Colours are CalGray: they need no output intent, so PDF/A stays PDF/A. No transparency is used.
 */
export function drawBox(box: TextBox, rotation: number, into: Appender): PdfRef {
  const { widthPt, heightPt } = box;
  const textLeft = paddingPt + (box.picture?.widthPt ?? 0);
  let content = `/G CS 0.25 SCN 1.2 w 0.6 0.6 ${widthPt - 1.2} ${heightPt - 1.2} re S\nBT /G cs 0.1 scn\n`;
  let y = heightPt - paddingPt;
  for (const { text, sizePt } of box.lines) {
    y -= sizePt * leading;
    const baseline = (y + sizePt * 0.3).toFixed(2);
    content += `/F0 ${sizePt} Tf 1 0 0 1 ${textLeft} ${baseline} Tm ${box.font.encode(text)} Tj\n`;
  }
  content += `ET\n${pictureOperators(box)}`;
  const resources = dict({
    Font: dict({ F0: box.font.embed(into) }),
    ColorSpace: dict({ G: calGray }),
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

function turn(rotation: number): readonly number[] {
  if (rotation === 90) return [0, 1, -1, 0, 0, 0];
  if (rotation === 180) return [-1, 0, 0, -1, 0, 0];
  if (rotation === 270) return [0, -1, 1, 0, 0, 0];
  return [1, 0, 0, 1, 0, 0];
}
