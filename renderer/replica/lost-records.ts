import type { DatensatzArt } from '../../shared/akte.ts';
import type { RecordStore } from './record-store.ts';

/** A record by kind and id. */
export interface RecordName {
  readonly art: DatensatzArt;
  readonly id: string;
}

/** Damaged or missing segments, and what lay in them as the columns know it. */
export interface LostRecords {
  readonly segments: ReadonlySet<number>;
  readonly records: readonly RecordName[];
}

/** What cannot be read any more; null when nothing is known to be damaged. */
export function lostRecords(store: RecordStore): LostRecords | null {
  const segments = new Set(store.segments.damaged);
  if (segments.size === 0) return null;
  const records: RecordName[] = [];
  for (const table of Object.values(store.tables)) {
    for (let row = 0; row < table.rowCount; row++) {
      const id = table.ids[row];
      if (id != null && segments.has(table.place(row))) records.push({ art: table.art, id });
    }
  }
  return { segments, records };
}

/** Notes segments that the columns of a snapshot point into and that are not there. */
export async function noteMissingSegments(store: RecordStore): Promise<void> {
  const there = new Set(await store.database.segments.toCollection().primaryKeys());
  const missing = new Set<number>();
  for (const table of Object.values(store.tables)) {
    for (let row = 0; row < table.rowCount; row++) {
      const place = table.place(row);
      if (table.isLive(row) && place > 0 && !there.has(place)) missing.add(place);
    }
  }
  for (const id of missing) store.segments.noteDamage(id);
}
