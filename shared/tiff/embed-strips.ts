import { AppError } from '../errors.ts';
import { calGray, calRgb } from '../pdf/appearance/colours.ts';
import { readJpeg } from '../pdf/appearance/jpeg-image.ts';
import { dict, name, number, type PdfDict, type PdfObject, type PdfRef } from '../pdf/file/objects.ts';
import type { ObjectSink } from '../pdf/file/serialize.ts';
import { jpeg, type TiffPage } from './tiff-page.ts';
import { unpackStrip } from './unpack-strip.ts';

/** Packs bytes as zlib does (RFC 1950). */
export type Deflate = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

/** A part of a page as a picture of its own; rows from the top of the page. */
export type StripPicture = { readonly ref: PdfRef; readonly top: number; readonly rows: number };

/** Adds the pictures of a page: one for each strip of a fax or JPEG, whose data stay as they are, else one for all. */
export async function embedStrips(
  page: TiffPage,
  into: ObjectSink,
  deflate: Deflate,
): Promise<readonly StripPicture[]> {
  const { compression, strips, rowsPerStrip, heightPx } = page;
  const isFax = compression >= 2 && compression <= 4;
  if (!isFax && compression !== jpeg) {
    const bytes = await deflate(samplesOf(page));
    const ref = into.add({
      dict: pictureDict(page, heightPx, { Filter: name('FlateDecode'), ...differences(page) }),
      bytes,
    });
    return [{ ref, top: 0, rows: heightPx }];
  }
  return strips.map((strip, index) => {
    const top = index * rowsPerStrip;
    const rows = Math.min(rowsPerStrip, heightPx - top);
    const added = isFax ? faxPicture(page, strip, rows) : jpegPicture(page, strip, rows);
    return { ref: into.add(added), top, rows };
  });
}

function samplesOf(page: TiffPage): Uint8Array<ArrayBuffer> {
  const { widthPx, heightPx, bits, samples, strips, rowsPerStrip, compression } = page;
  const rowBytes = Math.ceil((widthPx * bits * samples) / 8);
  const all = new Uint8Array(rowBytes * heightPx);
  for (const [index, strip] of strips.entries()) {
    const top = index * rowsPerStrip;
    const wanted = rowBytes * Math.min(rowsPerStrip, heightPx - top);
    all.set(unpackStrip(strip, compression, { wanted, most: rowBytes * rowsPerStrip }), rowBytes * top);
  }
  return all;
}

/** A PDF knows TIFF's differences between neighbours (§7.4.4.4, predictor 2). */
function differences({ predictor, samples, bits, widthPx }: TiffPage): Readonly<Record<string, PdfObject>> {
  if (predictor === 1) return {};
  if (predictor !== 2) throw new AppError('tiff-unknown');
  const parameters = { Predictor: 2, Colors: samples, BitsPerComponent: bits, Columns: widthPx };
  return { DecodeParms: numbers(parameters) };
}

/** CCITTFaxDecode (§7.4.6): group 3 in one or two dimensions, or group 4. */
function faxPicture(page: TiffPage, bytes: Uint8Array, rows: number) {
  const { compression, faxOptions, widthPx, photometric, bits } = page;
  if (bits !== 1 || photometric > 1 || page.samples !== 1) throw new AppError('tiff-damaged', { cause: 'fax colours' });
  const isTwoDimensional = compression === 3 && (faxOptions & 1) === 1;
  const parameters = new Map([
    ...numbers({ K: compression === 4 ? -1 : isTwoDimensional ? 1 : 0, Columns: widthPx, Rows: rows }),
    ['EndOfBlock', false] as const,
    ['EncodedByteAlign', compression === 2] as const,
    // In a fax white is what is not written; where TIFF says that white is 1, a written dot is 1 too.
    ['BlackIs1', photometric === 1] as const,
  ]);
  const picture = { Filter: name('CCITTFaxDecode'), DecodeParms: parameters };
  return { dict: pictureDict({ ...page, photometric: 1 }, rows, picture), bytes };
}

/** DCTDecode (§7.4.8); what cameras and programs write beside the picture is left out. */
function jpegPicture(page: TiffPage, strip: Uint8Array, rows: number) {
  const { jpegTables, widthPx, photometric, samples } = page;
  if (strip.length < 2) throw new AppError('tiff-damaged', { cause: 'JPEG' });
  // Tables stand between the marks of begin and end of an otherwise empty JPEG (Technical Note 2).
  const tables = jpegTables ? jpegTables.subarray(2, jpegTables.length - 2) : new Uint8Array(0);
  const whole = new Uint8Array(strip.length + tables.length);
  whole.set(strip.subarray(0, 2));
  whole.set(tables, 2);
  whole.set(strip.subarray(2), 2 + tables.length);
  const read = readWhole(whole);
  if (read.widthPx !== widthPx || read.heightPx !== rows || read.channels !== samples || page.bits !== 8)
    throw new AppError('tiff-damaged', { cause: 'JPEG size' });
  const parameters = { DecodeParms: numbers({ ColorTransform: photometric === 6 ? 1 : 0 }) };
  return {
    dict: pictureDict(page, rows, { Filter: name('DCTDecode'), ...(samples === 3 ? parameters : {}) }),
    bytes: read.bytes,
  };
}

function readWhole(bytes: Uint8Array) {
  try {
    return readJpeg(bytes);
  } catch (cause) {
    throw new AppError('tiff-damaged', { cause });
  }
}

/** An image (§8.9.5) in colours that need no output intent. */
function pictureDict(page: TiffPage, rows: number, more: Readonly<Record<string, PdfObject>>): PdfDict {
  const { widthPx, bits, palette, photometric, samples } = page;
  const indexed = palette && [
    name('Indexed'),
    calRgb,
    number(palette.length / 3 - 1),
    { type: 'string' as const, bytes: palette },
  ];
  return dict({
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: number(widthPx),
    Height: number(rows),
    BitsPerComponent: number(bits),
    ColorSpace: indexed ?? (samples === 1 ? calGray : calRgb),
    ...(photometric === 0 ? { Decode: [number(1), number(0)] } : {}),
    ...more,
  });
}

function numbers(values: Readonly<Record<string, number>>): PdfDict {
  return dict(Object.fromEntries(Object.entries(values).map(([key, value]) => [key, number(value)])));
}
