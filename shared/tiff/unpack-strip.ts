import { AppError } from '../errors.ts';
import { inflate } from '../pdf/file/inflate.ts';

/**
 * The samples of a strip: exactly `wanted` bytes. Some programs fill the last strip up to `most`, the bytes of a full one. Throws
 * AppError 'tiff-damaged' when it holds fewer or swells beyond that, 'tiff-unknown' for a compression that is not known.
 */
export function unpackStrip(
  strip: Uint8Array,
  compression: number,
  { wanted, most }: { readonly wanted: number; readonly most: number },
): Uint8Array {
  const unpacked =
    compression === 8 || compression === 32946 ? inflated(strip, most) : unpack(strip, compression, wanted);
  if (unpacked.length < wanted) throw new AppError('tiff-damaged', { cause: 'short strip' });
  return unpacked.subarray(0, wanted);
}

function unpack(strip: Uint8Array, compression: number, wanted: number): Uint8Array {
  switch (compression) {
    case 1:
      return strip;
    case 5:
      return unpackLzw(strip, wanted);
    case 32773:
      return unpackBits(strip, wanted);
    default:
      throw new AppError('tiff-unknown');
  }
}

function inflated(strip: Uint8Array, most: number): Uint8Array {
  try {
    return inflate(strip, most);
  } catch (cause) {
    throw new AppError('tiff-damaged', { cause });
  }
}

/** PackBits (TIFF 6.0 section 9). */
function unpackBits(strip: Uint8Array, wanted: number): Uint8Array {
  const out = new Uint8Array(wanted);
  let length = 0;
  for (let at = 0; at + 1 < strip.length && length < wanted; ) {
    const head = strip[at++]!;
    if (head < 128) {
      const part = strip.subarray(at, Math.min(at + head + 1, at + wanted - length));
      out.set(part, length);
      length += part.length;
      at += head + 1;
    } else if (head > 128) {
      const end = Math.min(wanted, length + 257 - head);
      out.fill(strip[at++]!, length, end);
      length = end;
    }
  }
  return out.subarray(0, length);
}

const clearCode = 256;
const endCode = 257;
const mostCodes = 4096;

/** LZW with codes of 9 to 12 bits, highest bit first, one code early (TIFF 6.0 section 13). */
function unpackLzw(strip: Uint8Array, wanted: number): Uint8Array {
  const out = new Uint8Array(wanted);
  // A code is what stood in the output at `starts`, `lengths` bytes long: no string is kept twice.
  const [starts, lengths] = [new Uint32Array(mostCodes), new Uint32Array(mostCodes)];
  let [length, next, width, before] = [0, endCode + 1, 9, -1];
  let [buffer, bits] = [0, 0];
  for (let at = 0; at < strip.length && length < wanted; ) {
    while (bits < width && at < strip.length) {
      buffer = ((buffer << 8) | strip[at++]!) & 0xffffff;
      bits += 8;
    }
    if (bits < width) break;
    bits -= width;
    const code = (buffer >> bits) & ((1 << width) - 1);
    if (code === endCode) break;
    if (code === clearCode) {
      [next, width, before] = [endCode + 1, 9, -1];
      continue;
    }
    if (code > next || (code === next && before < 0) || (code >= clearCode && code < next && code <= endCode))
      throw new AppError('tiff-damaged', { cause: 'LZW' });
    const start = length;
    const [from, count] = sourceOf(code);
    for (let i = 0; i < count && length < wanted; i++) out[length++] = from < 0 ? code : out[from + i]!;
    if (before >= 0 && next < mostCodes) {
      // What came before, and the first byte of this one, which follows it in the output.
      starts[next] = before;
      lengths[next] = start - before + 1;
      next++;
    }
    before = start;
    if (next + 1 >= 1 << width && width < 12) width++;
  }
  return out.subarray(0, length);

  function sourceOf(code: number): readonly [from: number, count: number] {
    if (code < clearCode) return [-1, 1];
    // The code that is being made: what came before, and its first byte again.
    if (code === next) return [before, length - before + 1];
    return [starts[code] ?? 0, lengths[code] ?? 0];
  }
}
