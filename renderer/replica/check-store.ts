import type { CheckState } from '../replica-api/store-rows.ts';
import { hashHere } from './hash-here.ts';
import type { WantedBlob } from './open-blob.ts';
import type { Replica } from './replica.ts';
import { blobsEverywhere } from './wanted-blobs.ts';

/** Keys asked for at once: one access record names them all. */
const AT_ONCE = 50;
/** Told after so many bytes. */
const TELL_BYTES = 8 * 1024 * 1024;

/**
 * Opens every block of records and every chunk of every file that lies here and compares the hashes. Damaged blocks are noted
 * for the next exchange, damaged files removed, so that it fetches them again; unsent bytes are main's.
 */
export async function checkStore(replica: Replica, signal: AbortSignal): Promise<void> {
  if (replica.check.isRunning) return;
  const here = blobsEverywhere(replica).filter(({ sha }) => replica.blobs.has(sha));
  const totalBytes = here.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const set = (change: Partial<CheckState>) => {
    replica.check = { ...replica.check, ...change };
    replica.tell('check');
  };
  set({ isRunning: true, doneBytes: 0, totalBytes, damaged: 0, endedAt: null });
  let untold = 0;
  const onBytes = (count: number) => {
    replica.check = { ...replica.check, doneBytes: replica.check.doneBytes + count };
    untold += count;
    if (untold < TELL_BYTES) return;
    untold = 0;
    replica.tell('check');
  };
  try {
    for await (const { id, packed } of replica.store.segments.all()) {
      if (signal.aborted) return;
      if (packed) continue;
      replica.store.segments.noteDamage(id);
      set({ damaged: replica.check.damaged + 1 });
    }
    for (let at = 0; at < here.length && !signal.aborted; at += AT_ONCE) {
      await checkGroup(replica, here.slice(at, at + AT_ONCE), {
        signal,
        onBytes,
        onDamage: () => set({ damaged: replica.check.damaged + 1 }),
      });
    }
  } finally {
    set({ isRunning: false, endedAt: signal.aborted ? null : replica.now().toISOString() });
    replica.tell('blobs');
  }
}

async function checkGroup(
  replica: Replica,
  group: readonly WantedBlob[],
  told: { readonly signal: AbortSignal; readonly onBytes: (count: number) => void; readonly onDamage: () => void },
): Promise<void> {
  const objects = group.map(({ akte, dokument, sha }) => ({ akte, dokument, sha }));
  const { keys } = await replica.main.call('keys.release', { action: 'pack', purpose: 'check', objects });
  for (const [index, blob] of group.entries()) {
    const key = keys[index];
    if (!key || told.signal.aborted) return;
    if ((await hashHere(replica, blob.sha, { ...told, key })) === blob.sha) await replica.blobs.noteCheck(blob.sha);
    else if (!told.signal.aborted && replica.blobs.has(blob.sha)) {
      await replica.blobs.remove([blob.sha]);
      told.onDamage();
    }
  }
}
