import type { Replica } from '../replica/replica.ts';
import { createSealer } from '../replica/seal.ts';
import type { ReadPiece } from './transfer-blob.ts';

/**
 * Where the bytes of a blob can be read for sending: main's journal, or (a restored server asks for what it once had) the
 * replica, after an access record. null when they are in neither place.
 */
export async function readSendable(replica: Replica, sha: string): Promise<ReadPiece | null> {
  if (replica.unsentBlobs.has(sha)) {
    return (offset, length) => replica.main.call('blob.read', { sha, offset, length });
  }
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
  const chunks: Uint8Array[] = [];
  for await (const chunk of replica.blobs.read(sha, sealer)) chunks.push(chunk);
  const whole = new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
  return async (offset, length) => ({ bytes: whole.slice(offset, offset + length), sizeBytes: whole.length });
}
