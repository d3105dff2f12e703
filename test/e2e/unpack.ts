import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { unpackTable } from './leveldb-table.ts';
import { mayBeDeflate } from './raw-deflate.ts';

/** Enough for the words of a page; a bomb ends here too. */
const maxPackedBytes = 1024 * 1024;
const maxUnpackedBytes = 16 * 1024 * 1024;

/** Something packed: how, where it begins, and what it says as far as it could be read. */
export interface Unpacked {
  readonly packing: string;
  readonly at: number;
  readonly plain: Buffer;
}

const deflated = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxUnpackedBytes };
const brotlied = { finishFlush: constants.BROTLI_OPERATION_FLUSH, maxOutputLength: maxUnpackedBytes };

/** What begins like zlib (RFC 1950, window of 32 KiB), gzip (RFC 1952) or deflate (RFC 1951) and can be unpacked, as far as it lies here. */
export function* unpackAnywhere(window: Buffer): Generator<Unpacked> {
  for (let at = 0; at + 2 < window.length; at++) {
    const packing = packingAt(window, at);
    if (!packing) continue;
    const packed = window.subarray(at, at + maxPackedBytes);
    try {
      const plain = unpackers[packing](packed);
      if (plain.length > 0) yield { packing: `${packing} `, at, plain };
    } catch {
      // A few bytes by chance.
    }
  }
}

const unpackers = {
  zlib: (packed: Buffer) => inflateSync(packed, deflated),
  gzip: (packed: Buffer) => gunzipSync(packed, deflated),
  deflate: (packed: Buffer) => inflateRawSync(packed, deflated),
};

function packingAt(window: Buffer, at: number): keyof typeof unpackers | null {
  const [first, second] = [window[at] ?? 0, window[at + 1] ?? 0];
  if (first === 0x78 && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0) return 'zlib';
  if (first === 0x1f && second === 0x8b && window[at + 2] === 8) return 'gzip';
  return mayBeDeflate(window, at) ? 'deflate' : null;
}

/**
 * What is packed in a way that nothing marks, where a file's format says that it begins: blocks of LevelDB (snappy), the body
 * of an answer in Chromium's cache and a whole file (brotli).
 */
export function* unpackFile(file: Buffer): Generator<Unpacked> {
  try {
    for (const { at, plain } of unpackTable(file)) yield { packing: 'snappy ', at, plain };
  } catch {
    // A table that was cut off; what lies open in it was seen.
  }
  for (const at of new Set([0, bodyOfCacheEntry(file)])) {
    try {
      const plain = brotliDecompressSync(file.subarray(at), brotlied);
      if (plain.length > 0) yield { packing: 'brotli ', at, plain };
    } catch {
      // No brotli.
    }
  }
}

/** First bytes of an entry of Chromium's simple cache (simple_entry_format.h), little-endian. */
const SIMPLE_CACHE = 0xfcfb6d1ba7725c30n;
const SIMPLE_HEADER_BYTES = 24;

/** Where the body lies: behind header and key. 0 = the file is no entry. */
function bodyOfCacheEntry(file: Buffer): number {
  if (file.length < SIMPLE_HEADER_BYTES || file.readBigUInt64LE(0) !== SIMPLE_CACHE) return 0;
  return SIMPLE_HEADER_BYTES + file.readUInt32LE(12);
}
