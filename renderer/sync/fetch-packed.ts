import { type ErrorCode, errorCode } from '../../shared/errors.ts';
import type { WantedBlob } from '../replica/open-blob.ts';
import type { Replica } from '../replica/replica.ts';
import { missingBlobs } from '../replica/wanted-blobs.ts';
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

/** One blob that the server does not give or gives wrongly does not hold up the others. */
const passing: ReadonlySet<ErrorCode> = new Set(['not-found', 'blob-checksum']);

/**
 * Fetches the bytes of what is taken along and of the own Posteingang that are not here yet. A change of the pack list ends it
 * quietly: the next exchange goes on with what is wanted then, behind the last whole chunk. A full disk pauses it, and the
 * person is told; nothing else stops for it (R104).
 */
export async function fetchPacked(replica: Replica, download: Downloads, progress: FetchProgress): Promise<void> {
  if (replica.packList.paused !== null) return;
  const missing = missingBlobs(replica);
  const changed = replica.packing.signal;
  const signal = AbortSignal.any([progress.signal, changed]);
  progress.onTotal(
    missing.length,
    missing.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  );
  try {
    for (let at = 0; at < missing.length && !signal.aborted; at += AT_ONCE) {
      await fetchGroup(replica, download, { ...progress, signal, group: missing.slice(at, at + AT_ONCE) });
    }
  } catch (error) {
    if (changed.aborted) return;
    if (errorCode(error) !== 'disk-full') throw error;
    await replica.changePackList((list) => ({ ...list, paused: 'disk-full' }));
  }
}

async function fetchGroup(
  replica: Replica,
  download: Downloads,
  { group, ...progress }: FetchProgress & { readonly group: readonly WantedBlob[] },
): Promise<void> {
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
      if (!passing.has(errorCode(error))) throw error;
    }
    progress.onBlob();
  }
}
