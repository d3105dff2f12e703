import { errorCode } from '../../shared/errors.ts';
import { missingBlobs } from '../replica/pack-akten.ts';
import type { Replica } from '../replica/replica.ts';
import type { Downloads } from './transfer-blob.ts';

/** Keys asked for at once: one access record names them all. */
const AT_ONCE = 50;

/** What a prefetch tells while it runs. */
export interface FetchProgress {
  readonly onTotal: (blobs: number, bytes: number) => void;
  readonly onBlob: () => void;
  readonly onBytes: (count: number) => void;
  readonly signal: AbortSignal;
}

/** Fetches the bytes of packed Akten and of the own Posteingang that are not here yet; a blob that the server refuses does not hold up the others. */
export async function fetchPacked(replica: Replica, download: Downloads, progress: FetchProgress): Promise<void> {
  const missing = missingBlobs(replica);
  progress.onTotal(
    missing.length,
    missing.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  );
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const group = missing.slice(at, at + AT_ONCE);
    const { keys } = await replica.main.call('keys.release', {
      action: 'pack',
      purpose: 'take-along',
      objects: group.map(({ akte, dokument, sha }) => ({ akte, dokument, sha })),
    });
    for (const [index, blob] of group.entries()) {
      const key = keys[index];
      if (!key || progress.signal.aborted) return;
      try {
        await download(blob, { ...progress, key });
      } catch (error) {
        if (!['not-found', 'blob-checksum'].includes(errorCode(error))) throw error;
      }
      progress.onBlob();
    }
  }
}
