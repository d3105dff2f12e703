import { readVarint } from './read-varint.ts';
import { unsnappy } from './unsnappy.ts';

/** Last eight bytes of a table of LevelDB, little-endian (table_format.md: kTableMagicNumber). */
const MAGIC = 0xdb4775248b80fb57n;
const FOOTER_BYTES = 48;
const SNAPPY = 1;

/** What was packed by snappy in a table of LevelDB, block by block; nothing for any other file. `at` = offset of the block. */
export function* unpackTable(file: Buffer): Generator<{ at: number; plain: Buffer }> {
  if (file.length < FOOTER_BYTES || file.readBigUInt64LE(file.length - 8) !== MAGIC) return;
  const footer = file.subarray(file.length - FOOTER_BYTES);
  // The handle of the metaindex stands first, that of the index second.
  const metaindex = readHandle(footer, 0);
  const index = readHandle(footer, metaindex.end);
  for (const block of [metaindex, index]) {
    const { plain } = readBlock(file, block);
    for (const value of valuesOf(plain)) {
      const { at, length } = readHandle(value, 0);
      const data = readBlock(file, { at, length });
      if (data.isPacked) yield { at, plain: data.plain };
    }
  }
}

interface Handle {
  readonly at: number;
  readonly length: number;
}

/** Behind each block stand the kind of its packing (one byte) and a checksum. */
function readBlock(file: Buffer, { at, length }: Handle): { plain: Buffer; isPacked: boolean } {
  const bytes = file.subarray(at, at + length);
  const isPacked = file[at + length] === SNAPPY;
  return { plain: isPacked ? unsnappy(bytes) : bytes, isPacked };
}

/** The values of a block; keys are packed by what they share with the one before. */
function* valuesOf(block: Buffer): Generator<Buffer> {
  if (block.length < 4) return;
  const restarts = block.readUInt32LE(block.length - 4);
  const end = block.length - 4 * (restarts + 1);
  for (let at = 0; at < end; ) {
    const shared = readVarint(block, at);
    const unshared = readVarint(block, shared.end);
    const length = readVarint(block, unshared.end);
    const from = length.end + unshared.value;
    yield block.subarray(from, from + length.value);
    at = from + length.value;
  }
}

function readHandle(bytes: Buffer, from: number): Handle & { end: number } {
  const at = readVarint(bytes, from);
  const length = readVarint(bytes, at.end);
  return { at: at.value, length: length.value, end: length.end };
}
