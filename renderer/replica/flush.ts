import { sealSnapshot } from './column-snapshot.ts';
import { foldHot } from './fold-hot.ts';
import type { Replica } from './replica.ts';

/** Single records that are worth folding. */
const TIDY_FROM = 256;

/** Folds the hot store and writes the column snapshot, so that the next unlock reads columns instead of every record. */
export async function flush(replica: Replica): Promise<void> {
  const { store } = replica;
  await foldHot(store);
  await store.exclusively(async () => {
    if (store.hot.size > 0) return;
    // Nothing to sum up; a snapshot without a state row would look like a wipe at the next unlock.
    const isEmpty = store.state.segmentCount === 0;
    const rows = isEmpty
      ? []
      : await sealSnapshot(store.sealer, store.tables, { state: store.state, overlaid: replica.overlaidKeys });
    await store.database.transaction('rw', store.database.columns, async () => {
      await store.database.columns.clear();
      await store.database.columns.bulkPut(rows);
    });
    store.hasSnapshot = !isEmpty;
  });
}

/** Flushes while nothing else is to do, but only when it is worth it: many single records, or no snapshot at all. */
export async function tidy(replica: Replica): Promise<void> {
  const { hot, hasSnapshot, state } = replica.store;
  if (hot.size >= TIDY_FROM || (!hasSnapshot && state.segmentCount > 0)) await flush(replica);
}
