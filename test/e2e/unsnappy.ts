import { readVarint } from './read-varint.ts';

/** The plaintext of one block of snappy (google/snappy: format_description.txt). Throws for what is none. */
export function unsnappy(packed: Buffer): Buffer {
  const { value: length, end } = readVarint(packed, 0);
  if (length > 256 * 1024 * 1024) throw new Error('no snappy');
  const plain = Buffer.alloc(length);
  let out = 0;
  for (let at = end; at < packed.length; ) {
    const tag = packed[at++] ?? 0;
    if ((tag & 3) === 0) {
      const { count, from } = literalAt(packed, tag >> 2, at);
      out += packed.copy(plain, out, from, from + count);
      at = from + count;
      continue;
    }
    const copy = copyAt(packed, tag, at);
    at = copy.end;
    if (copy.back === 0 || copy.back > out) throw new Error('no snappy');
    // Byte by byte: a copy may run into what it writes.
    for (let i = 0; i < copy.count; i++, out++) plain[out] = plain[out - copy.back] ?? 0;
  }
  if (out !== length) throw new Error('no snappy');
  return plain;
}

function literalAt(packed: Buffer, size: number, at: number): { count: number; from: number } {
  if (size < 60) return { count: size + 1, from: at };
  const bytes = size - 59;
  return { count: packed.readUIntLE(at, bytes) + 1, from: at + bytes };
}

function copyAt(packed: Buffer, tag: number, at: number): { count: number; back: number; end: number } {
  if ((tag & 3) === 1) {
    return { count: ((tag >> 2) & 7) + 4, back: ((tag >> 5) << 8) | packed.readUInt8(at), end: at + 1 };
  }
  const bytes = (tag & 3) === 2 ? 2 : 4;
  return { count: (tag >> 2) + 1, back: packed.readUIntLE(at, bytes), end: at + bytes };
}
