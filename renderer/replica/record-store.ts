import { type Datensatz, type DatensatzArt, datensatzArten } from '../../shared/akte.ts';
import type { ReplicaDatabase } from './database.ts';
import { recordKey } from './outbox-state.ts';
import { IN_HOT_STORE, NOT_STORED, RecordTable } from './record-table.ts';
import { type ReplicaState, sealState } from './replica-state.ts';
import { type SealedRow, type Sealer, sealRow } from './seal.ts';
import { inBlocks, SEGMENT_RECORDS, SegmentReader, sealSegment } from './segments.ts';

/** A pulled change: the record as it is now, or null when it is gone. */
export interface RecordChange {
  readonly art: DatensatzArt;
  readonly id: string;
  readonly record: Datensatz | null;
}

/** A record in the hot store; `segment` holds its older copy. */
export interface HotEntry extends RecordChange {
  readonly hotId: number;
  readonly segment: number;
}

/** A record that is stored for the first time, and its key. */
interface Fresh {
  readonly key: string;
  readonly record: Datensatz;
}

export type RecordTables = Readonly<Record<DatensatzArt, RecordTable>>;

export function createTables(): RecordTables {
  return Object.fromEntries(datensatzArten.map((art) => [art, new RecordTable(art)])) as RecordTables;
}

/** The pulled records: encrypted on disk, their columns in memory. Exactly one writer at a time. */
export class RecordStore {
  readonly database: ReplicaDatabase;
  readonly sealer: Sealer;
  readonly tables: RecordTables;
  readonly segments: SegmentReader;
  readonly hot = new Map<string, HotEntry>();
  state: ReplicaState;
  /** Whether `columns` holds a snapshot that a later unlock can use. */
  hasSnapshot = false;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(parts: { database: ReplicaDatabase; sealer: Sealer; tables: RecordTables; state: ReplicaState }) {
    this.database = parts.database;
    this.sealer = parts.sealer;
    this.tables = parts.tables;
    this.state = parts.state;
    this.segments = new SegmentReader(parts.database, parts.sealer);
  }

  /** Runs one writer after the other, because each seals first and relies on what it read. */
  exclusively<T>(write: () => Promise<T>): Promise<T> {
    const result = this.#writing.then(write, write);
    this.#writing = result.catch(() => undefined);
    return result;
  }

  /** A record as last pulled, without unsent changes; null when it is not here. */
  async read(art: DatensatzArt, id: string): Promise<Datensatz | null> {
    const hot = this.hot.get(recordKey(art, id));
    if (hot) return hot.record;
    for (let attempt = 0; attempt < 3; attempt++) {
      const table = this.tables[art];
      const place = table.place(table.row(id));
      if (place <= IN_HOT_STORE) return this.hot.get(recordKey(art, id))?.record ?? null;
      const found = (await this.segments.read(place)).find((record) => record.id === id && record.art === art);
      if (found) return found;
    }
    return null;
  }

  /** Where the pulled copy outside the hot store lies. */
  segmentOf(art: DatensatzArt, id: string): number {
    const hot = this.hot.get(recordKey(art, id));
    if (hot) return hot.segment;
    const table = this.tables[art];
    return table.place(table.row(id));
  }

  /**
   * Writes pulled changes and the new state in one transaction: whole blocks of new records as segments, the rest hot.
   * Answers where each record lies now; the caller then updates the columns. Call inside {@link exclusively}.
   */
  async commit(changes: readonly RecordChange[], patch: Partial<ReplicaState>): Promise<ReadonlyMap<string, number>> {
    const latest = new Map<string, RecordChange>();
    for (const change of changes) latest.set(recordKey(change.art, change.id), change);
    const fresh: Fresh[] = [];
    const single: RecordChange[] = [];
    for (const [key, change] of latest) {
      const { art, id, record } = change;
      const table = this.tables[art];
      if (record && !this.hot.has(key) && table.place(table.row(id)) === NOT_STORED) fresh.push({ key, record });
      else single.push(change);
    }
    const rest = fresh.length % SEGMENT_RECORDS;
    for (const { record } of fresh.splice(fresh.length - rest)) single.push({ art: record.art, id: record.id, record });

    const { segments, places, nextSegment } = await this.#sealSegments(fresh);
    const { rows, entries, replaced, nextHot } = await this.#sealHot(single);
    const state: ReplicaState = {
      ...this.state,
      ...patch,
      nextSegment,
      nextHot,
      segmentCount: this.state.segmentCount + segments.length,
      hotCount: this.state.hotCount + rows.length - replaced.length,
    };
    const stateRow = await sealState(this.sealer, state);
    const { database } = this;
    await database.transaction('rw', [database.meta, database.segments, database.hot, database.columns], async () => {
      if (segments.length > 0) {
        await database.segments.bulkPut(segments);
        await database.columns.clear();
      }
      await database.hot.bulkDelete(replaced);
      await database.hot.bulkPut(rows);
      await database.meta.put(stateRow);
    });
    this.state = state;
    if (segments.length > 0) this.hasSnapshot = false;
    for (const entry of entries) {
      const key = recordKey(entry.art, entry.id);
      this.hot.set(key, entry);
      places.set(key, entry.record ? IN_HOT_STORE : NOT_STORED);
    }
    return places;
  }

  /** Empties the store; the next pull begins at 0. Call inside {@link exclusively}. */
  async clear(): Promise<void> {
    const { database } = this;
    const state = { ...this.state, cursor: 0, epoch: null, segmentCount: 0, hotCount: 0 };
    const stateRow = await sealState(this.sealer, state);
    await database.transaction('rw', [database.meta, database.segments, database.hot, database.columns], async () => {
      await Promise.all([database.segments.clear(), database.hot.clear(), database.columns.clear()]);
      await database.meta.put(stateRow);
    });
    this.state = state;
    this.hasSnapshot = false;
    this.hot.clear();
    this.segments.forgetAll();
    for (const table of Object.values(this.tables)) table.clear();
  }

  async #sealSegments(fresh: readonly Fresh[]) {
    const places = new Map<string, number>();
    let id = this.state.nextSegment;
    const sealing: Promise<SealedRow>[] = [];
    for (const block of inBlocks(fresh)) {
      const records = block.map(({ record }) => record);
      sealing.push(sealSegment(this.sealer, id, 1, records));
      for (const { key } of block) places.set(key, id);
      id++;
    }
    return { segments: await Promise.all(sealing), places, nextSegment: id };
  }

  async #sealHot(changes: readonly RecordChange[]) {
    let hotId = this.state.nextHot;
    const replaced: number[] = [];
    const entries: HotEntry[] = [];
    for (const { art, id, record } of changes) {
      const before = this.hot.get(recordKey(art, id));
      const segment = this.segmentOf(art, id);
      if (record === null && !before && segment === NOT_STORED) continue;
      if (before) replaced.push(before.hotId);
      entries.push({ art, id, record, segment, hotId: hotId++ });
    }
    const rows = await Promise.all(
      entries.map(({ art, id, record, hotId }) => sealRow(this.sealer, 'hot', hotId, 1, { art, id, record })),
    );
    return { rows, entries, replaced, nextHot: hotId };
  }
}
