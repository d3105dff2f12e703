import type { Datensatz } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import { recordKey } from './outbox-state.ts';
import type { HotEntry, RecordStore } from './record-store.ts';
import { NOT_STORED } from './record-table.ts';
import { sealState } from './replica-state.ts';
import { inBlocks, SEGMENT_RECORDS, sealSegment } from './segments.ts';

/** Segments rewritten in one transaction at most. */
const SEGMENTS_AT_ONCE = 32;

/**
 * Folds the hot store into segments until it is empty. A record that already lies in a segment is replaced or removed there,
 * so no older copy survives and each record lies in one segment only; new ones fill the last segment and then new ones.
 */
export async function foldHot(store: RecordStore): Promise<void> {
  while (store.hot.size > 0) await store.exclusively(() => foldSome(store));
}

async function foldSome(store: RecordStore): Promise<void> {
  const entries = [...store.hot.values()];
  const stored = new Map<number, HotEntry[]>();
  for (const entry of entries) {
    if (entry.segment !== NOT_STORED) stored.set(entry.segment, [...(stored.get(entry.segment) ?? []), entry]);
  }
  const fresh = entries.filter(({ segment, record }) => segment === NOT_STORED && record);
  const nowhere = entries.filter(({ segment, record }) => segment === NOT_STORED && !record);
  const plan = new Map<number, Datensatz[]>();
  const folded: HotEntry[] = [...nowhere];

  for (const [segment, changes] of [...stored].slice(0, SEGMENTS_AT_ONCE)) {
    const records = await store.segments.read(segment);
    if (!records) {
      // Writing the changes alone would lose what else lay in it.
      store.segments.noteDamage(segment);
      throw new AppError('replica-damaged');
    }
    plan.set(segment, replaceRecords(records, changes));
    folded.push(...changes);
  }
  let nextSegment = store.state.nextSegment;
  if (plan.size < SEGMENTS_AT_ONCE) {
    const adding = fresh.slice(0, (SEGMENTS_AT_ONCE - plan.size) * SEGMENT_RECORDS);
    const records = adding.flatMap(({ record }) => record ?? []);
    const tail = nextSegment - 1;
    const inTail = plan.get(tail) ?? [...((await store.segments.read(tail)) ?? [])];
    if (inTail.length > 0 && inTail.length < SEGMENT_RECORDS && records.length > 0) {
      plan.set(tail, [...inTail, ...records.splice(0, SEGMENT_RECORDS - inTail.length)]);
    }
    for (const block of inBlocks(records)) plan.set(nextSegment++, block);
    folded.push(...adding);
  }
  await writeFold(store, { plan, folded, nextSegment });
}

async function writeFold(
  store: RecordStore,
  fold: {
    readonly plan: ReadonlyMap<number, readonly Datensatz[]>;
    readonly folded: readonly HotEntry[];
    readonly nextSegment: number;
  },
): Promise<void> {
  const { database, sealer } = store;
  const before = await database.segments.bulkGet([...fold.plan.keys()]);
  const generation = new Map(before.flatMap((row) => (row ? [[row.id, row.g] as const] : [])));
  const full = [...fold.plan].filter(([, records]) => records.length > 0);
  const empty = [...fold.plan].filter(([, records]) => records.length === 0).map(([id]) => id);
  const rows = await Promise.all(
    full.map(([id, records]) => sealSegment(sealer, id, (generation.get(id) ?? 0) + 1, records)),
  );
  const added = rows.filter(({ id }) => !generation.has(id)).length;
  const removed = empty.filter((id) => generation.has(id)).length;
  const state = {
    ...store.state,
    nextSegment: fold.nextSegment,
    segmentCount: store.state.segmentCount + added - removed,
    hotCount: store.state.hotCount - fold.folded.length,
  };
  const stateRow = await sealState(sealer, state);
  await store.transact([database.meta, database.segments, database.hot, database.columns], async () => {
    await database.columns.clear();
    await database.segments.bulkDelete(empty);
    await database.segments.bulkPut(rows);
    await database.hot.bulkDelete(fold.folded.map(({ hotId }) => hotId));
    await database.meta.put(stateRow);
  });
  store.state = state;
  store.hasSnapshot = false;
  store.segments.forget(fold.plan.keys());
  for (const { art, id } of fold.folded) store.hot.delete(recordKey(art, id));
  for (const [segment, records] of full) for (const { art, id } of records) store.tables[art].setPlace(id, segment);
}

function replaceRecords(records: readonly Datensatz[], changes: readonly HotEntry[]): Datensatz[] {
  const changed = new Map(changes.map((entry) => [recordKey(entry.art, entry.id), entry.record]));
  return records.flatMap((record) => {
    const key = recordKey(record.art, record.id);
    return changed.has(key) ? (changed.get(key) ?? []) : record;
  });
}
