import { SEGMENT_FORMAT } from './pack-records.ts';
import type { RecordStore } from './record-store.ts';
import { sealState } from './replica-state.ts';
import type { SealedRow } from './seal.ts';
import { sealSegment } from './segments.ts';

/** Segments rewritten in one transaction at most. */
const AT_ONCE = 32;

/** Writes every segment in the present format when there are older ones; content and places stay as they are (R98). */
export async function rewriteOldSegments(store: RecordStore): Promise<void> {
  if (store.state.segmentFormat === SEGMENT_FORMAT) return;
  const ids = await store.database.segments.toCollection().primaryKeys();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    await store.exclusively(() => rewrite(store, ids.slice(at, at + AT_ONCE)));
  }
  await store.exclusively(async () => {
    const { meta } = store.database;
    const state = { ...store.state, segmentFormat: SEGMENT_FORMAT };
    const row = await sealState(store.sealer, state);
    await store.transact([meta], () => meta.put(row));
    store.state = state;
  });
}

/** A block that is damaged stays as it is: the next exchange replaces it. */
async function rewrite(store: RecordStore, ids: readonly number[]): Promise<void> {
  const { segments } = store.database;
  const rows = (await segments.bulkGet([...ids])).filter((row) => row !== undefined);
  const sealed = await Promise.all(
    rows.map(async ({ id, g }): Promise<SealedRow | null> => {
      const records = await store.segments.read(id).catch(() => null);
      return records && sealSegment(store.sealer, id, g + 1, records);
    }),
  );
  await store.transact([segments], () => segments.bulkPut(sealed.filter((row) => row !== null)));
}
