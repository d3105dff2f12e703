import { removeSnapshots, writeSnapshot } from './column-snapshot.ts';
import { foldHot } from './fold-hot.ts';
import { SEGMENT_FORMAT } from './pack-records.ts';
import type { Replica } from './replica.ts';
import { rewriteOldSegments } from './rewrite-segments.ts';

/** Single records that are worth folding. */
const TIDY_FROM = 256;

/** Folds the hot store and writes the column snapshot, so that the next unlock reads columns instead of every record. */
export async function flush(replica: Replica): Promise<void> {
  const { store } = replica;
  await foldHot(store);
  await rewriteOldSegments(store);
  await store.exclusively(async () => {
    if (store.hot.size > 0) return;
    // Nothing to sum up; a snapshot without a state row would look like a wipe at the next unlock.
    const isEmpty = store.state.segmentCount === 0;
    const ground = { files: replica.blobs.files, sealer: store.sealer };
    const facts = { state: store.state, overlaid: replica.overlaidKeys };
    const row = isEmpty ? null : await writeSnapshot(ground, store.tables, facts);
    const { columns } = store.database;
    await store.transact([columns], async () => {
      await columns.clear();
      if (row) await columns.put(row);
    });
    store.hasSnapshot = !isEmpty;
    await removeSnapshots(ground.files, row, store.sealer);
  });
}

/** Flushes while nothing else is to do, but only when it is worth it: many single records, or no snapshot at all. */
export async function tidy(replica: Replica): Promise<void> {
  const { hot, hasSnapshot, state } = replica.store;
  const isOld = state.segmentFormat !== SEGMENT_FORMAT;
  if (hot.size >= TIDY_FROM || isOld || (!hasSnapshot && state.segmentCount > 0)) await flush(replica);
}
