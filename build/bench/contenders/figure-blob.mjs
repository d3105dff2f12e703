import { CHUNK_BYTES } from '../../../renderer/replica/blob-ref.ts';
import { createSealer } from '../../../renderer/replica/seal.ts';
import { openReplica, removeReplica } from './ours-replica.mjs';

/** One file of `count` MiB: sealed and written to packs, then read and opened again. MB = 1,000,000 bytes. */
export async function measureBlobs({ count, repetition }, config) {
  const replica = await openReplica({ config });
  const sizeBytes = count * 1024 * 1024;
  const sha = String(repetition).padStart(64, '0');
  const key = () => new Uint8Array(32).fill(9);
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (let at = 0; at < CHUNK_BYTES; at += 65_536) crypto.getRandomValues(chunk.subarray(at, at + 65_536));
  async function* chunks() {
    for (let i = 0; i < sizeBytes / CHUNK_BYTES; i++) yield chunk;
  }
  const writing = await timed(() => replica.blobs.put({ sha, akte: 'a', sizeBytes, chunks: chunks(), key: key() }));
  let bytes = 0;
  const sealer = await createSealer(key());
  const reading = await timed(async () => {
    for await (const part of replica.blobs.read(sha, sealer)) bytes += part.length;
  });
  if (bytes !== sizeBytes) throw new Error(`${bytes} of ${sizeBytes} bytes`);
  await replica.blobs.remove([sha]);
  await removeReplica(replica);
  return { write: sizeBytes / 1_000 / writing, read: sizeBytes / 1_000 / reading };
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
