import { bytesToHex } from '@noble/hashes/utils.js';
import { createWasmDigests } from '../../shared/crypto/wasm-digest.ts';
import { type ErrorCode, errorCode } from '../../shared/errors.ts';
import { CHUNK_BYTES } from './blob-ref.ts';
import { readUnsent } from './open-blob.ts';
import type { Replica } from './replica.ts';
import { createSealer } from './seal.ts';

/** Stands for bytes that lie here and cannot be read. */
const UNREADABLE = '';

const damaged: ReadonlySet<ErrorCode> = new Set(['replica-damaged', 'journal-damaged']);

/**
 * SHA-256 of the bytes that lie on this device under a hash, in the replica or unsent in main's journal, lower-case
 * hexadecimal; {@link UNREADABLE} when a part of them is damaged. `key` is the one that main released for them; `sizeBytes`
 * where only as many at the beginning count.
 */
export async function hashHere(
  replica: Replica,
  sha: string,
  {
    key,
    sizeBytes = Number.POSITIVE_INFINITY,
    signal,
    onBytes,
  }: {
    readonly key: Uint8Array;
    readonly sizeBytes?: number;
    readonly signal?: AbortSignal;
    readonly onBytes?: (count: number) => void;
  },
): Promise<string> {
  const hash = (await createWasmDigests())('sha256');
  let left = sizeBytes;
  try {
    const chunks = replica.blobs.has(sha)
      ? replica.blobs.read(sha, await createSealer(key))
      : unsentChunks(replica, sha);
    for await (const chunk of chunks) {
      if (signal?.aborted) return UNREADABLE;
      hash.update(left < chunk.length ? chunk.subarray(0, left) : chunk);
      left -= chunk.length;
      onBytes?.(chunk.length);
      if (left <= 0) break;
    }
  } catch (error) {
    if (!damaged.has(errorCode(error))) throw error;
    return UNREADABLE;
  }
  return bytesToHex(hash.digest());
}

async function* unsentChunks(replica: Replica, sha: string): AsyncGenerator<Uint8Array> {
  for (let index = 0; ; index++) {
    const chunk = await readUnsent(replica, sha, index);
    yield chunk;
    if (chunk.length < CHUNK_BYTES) return;
  }
}
