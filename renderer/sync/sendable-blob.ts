import { errorCode } from '../../shared/errors.ts';
import { CHUNK_BYTES } from '../replica/blob-ref.ts';
import type { Replica } from '../replica/replica.ts';
import { createSealer } from '../replica/seal.ts';
import type { ReadPiece } from './transfer-blob.ts';

/** Reads bytes that main's journal keeps for sending; null when it has none. */
export async function readUnsent(replica: Replica, sha: string): Promise<ReadPiece | null> {
  if (!replica.unsentBlobs.has(sha)) return null;
  return (offset, length) => replica.main.call('blob.read', { sha, offset, length });
}

/**
 * Reads bytes that the replica has, after an access record: a restored server asks for what it once had, or the journal's
 * file is damaged. null when they are not here or damaged too.
 */
export async function readReplica(replica: Replica, sha: string): Promise<ReadPiece | null> {
  if (!replica.blobs.has(sha)) return null;
  const owner = [...replica.outbox.values()].find(({ operation }) => operation.need.includes(sha))?.operation;
  const { keys } = await replica.main.call('keys.release', {
    action: 'pack',
    purpose: 'send-again',
    objects: [{ akte: owner?.akte ?? null, dokument: String(owner?.set.dokument ?? owner?.ent.id ?? sha), sha }],
  });
  const key = keys[0];
  if (!key) return null;
  const sealer = await createSealer(key);
  let sizeBytes = 0;
  try {
    for await (const chunk of replica.blobs.read(sha, sealer)) sizeBytes += chunk.length;
  } catch (error) {
    if (errorCode(error) !== 'replica-damaged') throw error;
    return null;
  }
  return async (offset, length) => {
    const bytes = new Uint8Array(Math.min(length, sizeBytes - offset));
    for (let filled = 0; filled < bytes.length; ) {
      const at = offset + filled;
      const chunk = await replica.blobs.readChunk(sha, sealer, Math.floor(at / CHUNK_BYTES));
      const part = chunk.subarray(at % CHUNK_BYTES).subarray(0, bytes.length - filled);
      bytes.set(part, filled);
      filled += part.length;
    }
    return { bytes, sizeBytes };
  };
}
