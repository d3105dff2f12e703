import { AppError } from '../../shared/errors.ts';
import { loadSnapshot } from './column-snapshot.ts';
import { noteMissingSegments } from './lost-records.ts';
import { recordKey } from './outbox-state.ts';
import type { PackFiles } from './pack-files.ts';
import { unpackFront } from './pack-records.ts';
import type { RecordChange, RecordStore } from './record-store.ts';
import { IN_HOT_STORE } from './record-table.ts';
import { sealState } from './replica-state.ts';
import { openRow } from './seal.ts';

/**
 * Fills columns and hot store; answers the keys that lay under unsent changes when the snapshot was taken. Segments that are
 * damaged or missing cost only what they held (R95, R96). Throws AppError 'replica-damaged' when a row of the hot store is:
 * it may have said that a record is gone, which must not come back (R97); then nothing in memory has changed.
 */
export async function loadRecords(store: RecordStore, files: PackFiles, now: () => Date): Promise<readonly string[]> {
  const { database, state } = store;
  const [segmentCount, hotCount] = [await database.segments.count(), await database.hot.count()];
  if (hotCount !== state.hotCount || segmentCount > state.segmentCount) throw new AppError('replica-damaged');
  const hotRows = await database.hot.orderBy('id').toArray();
  const opened = await Promise.all(hotRows.map((row) => openRow(store.sealer, 'hot', row)));
  store.forgetAll();
  const snapshot = await loadSnapshot(database, { files, sealer: store.sealer }, store);
  store.hasSnapshot = snapshot !== null;
  if (!snapshot) await readSegments(store, now);
  else if (segmentCount < state.segmentCount) {
    store.state = { ...state, segmentCount };
    await noteMissingSegments(store);
  }
  hotRows.forEach((row, index) => {
    const change = opened[index] as RecordChange;
    const { art, id, record } = change;
    store.hot.set(recordKey(art, id), { ...change, hotId: row.id, segment: store.segmentOf(art, id) });
    if (record) store.tables[art].put(record, IN_HOT_STORE);
    else store.tables[art].remove(id);
  });
  return snapshot?.overlaid ?? [];
}

/** Nobody knows what a segment held that cannot be opened: everything is pulled once more, and what is here stays. */
async function readSegments(store: RecordStore, now: () => Date): Promise<void> {
  const damaged: number[] = [];
  let count = 0;
  for await (const { id, packed } of store.segments.all()) {
    const front = packed && readFront(packed);
    if (!front) {
      damaged.push(id);
      continue;
    }
    count++;
    if (Array.isArray(front)) for (const record of front) store.tables[record.art].put(record, id);
    else for (const group of front.groups) store.tables[group.art].putGroup(group, front.akten, id);
  }
  if (count === store.state.segmentCount) return;
  const { cursor, rereadUpTo } = store.state;
  const state = {
    ...store.state,
    segmentCount: count,
    cursor: 0,
    rereadUpTo: Math.max(cursor, rereadUpTo),
    repair: { foundAt: now().toISOString(), doneAt: null, records: null },
  };
  const row = await sealState(store.sealer, state);
  const { database } = store;
  await database.transaction('rw', database.meta, database.segments, async () => {
    await database.segments.bulkDelete(damaged);
    await database.meta.put(row);
  });
  store.state = state;
}

/** Null for a format of a newer Aktentasche: it counts as damaged (R98). */
function readFront(packed: Uint8Array<ArrayBuffer>): ReturnType<typeof unpackFront> | null {
  try {
    return unpackFront(packed);
  } catch {
    return null;
  }
}
