import { AppError } from '../../errors.ts';
import { dict, name, number, type PdfRef } from '../file/objects.ts';
import type { ObjectSink } from '../file/serialize.ts';
import { calGray, calRgb } from './colours.ts';
import { readJpeg } from './jpeg-image.ts';
import { packedRows, readPng } from './png-image.ts';

/** A picture ready for a PDF of any PDF/A part: no transparency, colours that need no output intent, no LZW. */
export type Picture = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly channels: 1 | 3;
  readonly filter: 'DCTDecode' | 'RunLengthDecode' | 'FlateDecode';
  readonly bytes: Uint8Array;
  /** Bits of one sample; absent: 8. */
  readonly bits?: number;
  /** Where samples are numbers of colours: three bytes a colour. */
  readonly palette?: Uint8Array;
};

/** The largest file that is taken as a picture, bytes. */
export const maxPictureBytes = 1024 * 1024;

/** Reads a PNG or JPEG. Throws AppError 'signature-image-unfit' for everything else, and for what is too large. */
export function readPicture(bytes: Uint8Array): Picture {
  if (bytes.length > maxPictureBytes) throw new AppError('signature-image-unfit');
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return { ...readJpeg(bytes), filter: 'DCTDecode' };
    const { widthPx, heightPx, rgb } = readPng(bytes);
    const isGray = rgb.every((value, index) => index % 3 === 0 || value === rgb[index - 1]);
    const samples = isGray ? rgb.filter((_, index) => index % 3 === 0) : rgb;
    return { widthPx, heightPx, channels: isGray ? 1 : 3, filter: 'RunLengthDecode', bytes: runLengths(samples) };
  } catch (error) {
    throw new AppError('signature-image-unfit', { cause: error });
  }
}

/**
 * Reads a PNG as {@link readPicture} does; where nothing in it is transparent its packed rows are taken as they are (§7.4.4.4), so
 * that the file grows by no more than the picture's own size.
 */
export function readPackedPicture(bytes: Uint8Array): Picture {
  const plain = readPicture(bytes);
  try {
    const rows = packedRows(bytes);
    return rows ? { ...plain, ...rows, filter: 'FlateDecode' } : (indexed(bytes) ?? plain);
  } catch (error) {
    throw new AppError('signature-image-unfit', { cause: error });
  }
}

/** The same by numbers of its colours, which repeat more often than their shares of red, green and blue; null: too many. */
function indexed(png: Uint8Array): Picture | null {
  const { widthPx, heightPx, rgb } = readPng(png);
  const numbers = new Map<number, number>();
  const samples = new Uint8Array(widthPx * heightPx);
  for (let at = 0; at < samples.length; at++) {
    const colour = (rgb[at * 3]! << 16) | (rgb[at * 3 + 1]! << 8) | rgb[at * 3 + 2]!;
    const known = numbers.get(colour) ?? numbers.size;
    if (known > 255) return null;
    numbers.set(colour, known);
    samples[at] = known;
  }
  const palette = Uint8Array.from(
    [...numbers.keys()].flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]),
  );
  return { widthPx, heightPx, channels: 3, filter: 'RunLengthDecode', bytes: runLengths(samples), palette };
}

/** Adds the picture as an image XObject (§8.9.5). */
export function embedPicture(picture: Picture, into: ObjectSink): PdfRef {
  const { widthPx, heightPx, channels, filter, bytes, bits = 8, palette } = picture;
  const colours = channels === 1 ? calGray : calRgb;
  const predictor = { Predictor: 15, Colors: palette ? 1 : channels, BitsPerComponent: bits, Columns: widthPx };
  const image = dict({
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: number(widthPx),
    Height: number(heightPx),
    BitsPerComponent: number(bits),
    ColorSpace: palette
      ? [name('Indexed'), calRgb, number(palette.length / 3 - 1), { type: 'string', bytes: palette }]
      : colours,
    Filter: name(filter),
    DecodeParms:
      filter === 'FlateDecode'
        ? dict(Object.fromEntries(Object.entries(predictor).map(([key, value]) => [key, number(value)])))
        : undefined,
  });
  return into.add({ dict: image, bytes });
}

/** RunLengthDecode (§7.4.5): most of a signature is paper. */
function runLengths(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length + Math.ceil(bytes.length / 128) + 1);
  let length = 0;
  const runAt = (at: number): number => {
    let end = at + 1;
    while (end < bytes.length && end - at < 128 && bytes[end] === bytes[at]) end++;
    return end - at;
  };
  for (let at = 0; at < bytes.length; ) {
    const run = runAt(at);
    if (run > 2) {
      out[length++] = 257 - run;
      out[length++] = bytes[at]!;
      at += run;
      continue;
    }
    let end = at;
    while (end < bytes.length && end - at < 128 && runAt(end) <= 2) end++;
    out[length++] = end - at - 1;
    out.set(bytes.subarray(at, end), length);
    length += end - at;
    at = end;
  }
  out[length++] = 128;
  return out.slice(0, length);
}
