import type { RangeFile } from './lend-file.ts';

const PIECE_BYTES = 2 * 1024 * 1024;

/** The bytes of a file in order, in pieces of at most 2 MiB. */
export async function* piecesOf(file: RangeFile): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.sizeBytes; ) {
    const piece = await file.read(at, Math.min(PIECE_BYTES, file.sizeBytes - at));
    at += piece.length;
    yield piece;
  }
}

/** Whole bytes as a file. */
export function bytesFile(bytes: Uint8Array): RangeFile {
  return { sizeBytes: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}
