import { AppError } from '../errors.ts';

/** The fields of one image file directory: values by tag. */
export type TiffFields = ReadonlyMap<number, readonly number[]>;

/** Bytes of a value by field type (TIFF 6.0 section 2); types that no tag here has are left out. */
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 };
const largestField = 1_000_000;

/** Is it a TIFF, by its first bytes? BigTIFF is none that we know. */
export function isTiff(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return (a === 0x49 && b === 0x49 && c === 42 && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 42);
}

/**
 * The directories of a file, one for each picture, at most `most` + 1, with the fields of these tags. Values that take more bytes
 * than the file has lie over each other, and could be counted for ever. Throws AppError 'tiff-damaged'.
 */
export function readDirectories(
  bytes: Uint8Array,
  { tags, most }: { readonly tags: ReadonlySet<number>; readonly most: number },
): readonly TiffFields[] {
  if (!isTiff(bytes) || bytes.length < 8) throw damaged('head');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49;
  const directories: TiffFields[] = [];
  const seen = new Set<number>();
  let leftBytes = bytes.length;
  try {
    for (let at = view.getUint32(4, isLittle); at !== 0 && directories.length <= most; ) {
      if (seen.has(at)) throw damaged('loop');
      seen.add(at);
      const count = view.getUint16(at, isLittle);
      const fields = new Map<number, readonly number[]>();
      for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
        const tag = view.getUint16(entry, isLittle);
        if (!tags.has(tag) || fields.has(tag)) continue;
        leftBytes -= bytesOf(view, entry, isLittle);
        if (leftBytes < 0) throw damaged('values over each other');
        fields.set(tag, readValues(view, entry, isLittle));
      }
      directories.push(fields);
      at = view.getUint32(at + 2 + count * 12, isLittle);
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : damaged(cause);
  }
  return directories;
}

const bytesOf = (view: DataView, entry: number, isLittle: boolean) =>
  (sizes[view.getUint16(entry + 2, isLittle)] ?? 0) * view.getUint32(entry + 4, isLittle);

function readValues(view: DataView, entry: number, isLittle: boolean): readonly number[] {
  const type = view.getUint16(entry + 2, isLittle);
  const count = view.getUint32(entry + 4, isLittle);
  const size = sizes[type];
  // Of another type: whoever needs it finds nothing.
  if (size === undefined) return [];
  if (count > largestField) throw damaged('field');
  const start = count * size <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * size;
    if (size === 1) return view.getUint8(at);
    if (size === 2) return view.getUint16(at, isLittle);
    if (size === 4) return view.getUint32(at, isLittle);
    return view.getUint32(at, isLittle) / Math.max(1, view.getUint32(at + 4, isLittle));
  });
}

const damaged = (cause: unknown) => new AppError('tiff-damaged', { cause });
