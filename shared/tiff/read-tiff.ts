import { AppError } from '../errors.ts';
import { readDirectories, type TiffFields } from './tiff-fields.ts';
import { jpeg, type TiffPage, tiffLimits } from './tiff-page.ts';

// Tags (TIFF 6.0, appendix A; Technical Note 2 for JPEG).
const tags = {
  ...{ subfile: 254, width: 256, height: 257, bits: 258, compression: 259, photometric: 262, fillOrder: 266 },
  ...{ strips: 273, orientation: 274, samples: 277, rowsPerStrip: 278, stripBytes: 279, dpiX: 282, dpiY: 283 },
  ...{ planar: 284, t4: 292, unit: 296, predictor: 317, palette: 320, jpegTables: 347 },
} as const;
const known: ReadonlySet<number> = new Set(Object.values(tags));
const reducedImage = 1;
const turns: Readonly<Record<number, TiffPage['turn']>> = { 1: 0, 3: 180, 6: 90, 8: 270 };
/** Without a resolution: what fax machines and copiers lie around. */
const usualDpi = 200;
const cmPerInch = 2.54;

/**
 * The pages of a TIFF as scanners and fax machines write it: strips of black and white, gray, palette or colours. Previews are
 * passed over. Throws AppError 'tiff-damaged', 'tiff-unknown' (tiles, CMYK, transparency …), 'tiff-too-large'.
 */
export function readTiff(bytes: Uint8Array): readonly TiffPage[] {
  const directories = readDirectories(bytes, { tags: known, most: tiffLimits.pages });
  if (directories.length > tiffLimits.pages) throw new AppError('tiff-too-large');
  const whole = directories.filter((fields) => ((fields.get(tags.subfile)?.[0] ?? 0) & reducedImage) === 0);
  if (whole.length === 0) throw new AppError('tiff-damaged', { cause: 'no picture' });
  const pages = whole.map((fields) => readPage(bytes, fields));
  refuseSwelling(bytes, pages);
  return pages;
}

/** Strips lie side by side in a file: those that lie over each other swell when each is taken over or unpacked. */
function refuseSwelling(bytes: Uint8Array, pages: readonly TiffPage[]): void {
  const sum = (of: (page: TiffPage) => number) => pages.reduce((total, page) => total + of(page), 0);
  const stripBytes = sum(({ strips }) => strips.reduce((total, { length }) => total + length, 0));
  if (stripBytes > bytes.length) throw new AppError('tiff-damaged', { cause: 'strips over each other' });
  const tableBytes = sum(({ strips, jpegTables }) => strips.length * (jpegTables?.length ?? 0));
  if (sum(({ strips }) => strips.length) > tiffLimits.strips || tableBytes > tiffLimits.unpackedBytes)
    throw new AppError('tiff-too-large');
}

function readPage(bytes: Uint8Array, fields: TiffFields): TiffPage {
  const one = (tag: number, otherwise: number) => {
    const value = fields.get(tag)?.[0] ?? otherwise;
    if (!Number.isInteger(value)) throw new AppError('tiff-damaged', { cause: 'no whole number' });
    return value;
  };
  const [widthPx, heightPx] = [one(tags.width, 0), one(tags.height, 0)];
  if (widthPx < 1 || heightPx < 1) throw new AppError('tiff-damaged', { cause: 'size' });
  if (widthPx * heightPx > tiffLimits.pixels) throw new AppError('tiff-too-large');
  const [samples, photometric] = [one(tags.samples, 1), one(tags.photometric, 0)];
  const depths = fields.get(tags.bits) ?? [1];
  const bits = depths[0] ?? 1;
  const turn = turns[one(tags.orientation, 1)];
  const isPlain = [1, 2, 4, 8].includes(bits) && depths.every((each) => each === bits);
  const compression = one(tags.compression, 1);
  // Only a JPEG says by itself how its colours are to be understood.
  const isKnown =
    colourOf(photometric, samples, bits) &&
    (samples === 1 || one(tags.planar, 1) === 1) &&
    (photometric !== 6 || compression === jpeg);
  if (!isPlain || !isKnown || turn === undefined) throw new AppError('tiff-unknown');
  const rowsPerStrip = Math.min(heightPx, Math.max(1, one(tags.rowsPerStrip, heightPx)));
  const strips = readStrips(bytes, fields, Math.ceil(heightPx / rowsPerStrip));
  const isFax = compression >= 2 && compression <= 4;
  const palette = photometric === 3 ? readPalette(fields.get(tags.palette) ?? [], bits) : null;
  const tables = fields.get(tags.jpegTables);
  return {
    ...{ widthPx, heightPx, bits, samples, photometric, compression, rowsPerStrip, palette, turn },
    predictor: one(tags.predictor, 1),
    faxOptions: one(tags.t4, 0),
    strips: isFax && one(tags.fillOrder, 1) === 2 ? strips.map(mirrorBits) : strips,
    jpegTables: tables ? Uint8Array.from(tables) : null,
    dpi: readDpi(fields),
  };
}

/** Black and white or gray, a palette, red-green-blue, and a JPEG's own colours. */
function colourOf(photometric: number, samples: number, bits: number): boolean {
  if (photometric <= 1 || photometric === 3) return samples === 1;
  return (photometric === 2 || photometric === 6) && samples === 3 && bits === 8;
}

function readStrips(bytes: Uint8Array, fields: TiffFields, count: number): readonly Uint8Array[] {
  const [offsets, lengths] = [fields.get(tags.strips), fields.get(tags.stripBytes)];
  // Tiles instead of strips.
  if (!offsets) throw new AppError('tiff-unknown');
  if (offsets.length !== count || lengths?.length !== count) throw new AppError('tiff-damaged', { cause: 'strips' });
  return offsets.map((offset, index) => {
    const length = lengths[index] ?? 0;
    if (length === 0 || offset + length > bytes.length) throw new AppError('tiff-damaged', { cause: 'strip' });
    return bytes.subarray(offset, offset + length);
  });
}

/** Entries are 16 bits, all reds before all greens before all blues. */
function readPalette(values: readonly number[], bits: number): Uint8Array {
  const count = 2 ** bits;
  if (values.length !== 3 * count) throw new AppError('tiff-damaged', { cause: 'palette' });
  return Uint8Array.from({ length: 3 * count }, (_, at) => (values[(at % 3) * count + Math.floor(at / 3)] ?? 0) >> 8);
}

function readDpi(fields: TiffFields): readonly [number, number] {
  const factor = (fields.get(tags.unit)?.[0] ?? 2) === 3 ? cmPerInch : 1;
  const dpiOf = (tag: number) => {
    const dpi = (fields.get(tag)?.[0] ?? 0) * factor;
    return dpi >= 36 && dpi <= 4_800 ? dpi : null;
  };
  const [across, down] = [dpiOf(tags.dpiX), dpiOf(tags.dpiY)];
  return [across ?? down ?? usualDpi, down ?? across ?? usualDpi];
}

/** FillOrder 2: the first pixel is the lowest bit. */
function mirrorBits(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => {
    let mirrored = 0;
    for (let bit = 0; bit < 8; bit++) mirrored |= ((byte >> bit) & 1) << (7 - bit);
    return mirrored;
  });
}
