import type { Table } from 'dexie';
import { type Datensatz, type DatensatzArt, datensatzArten } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import type { ReplicaDatabase } from './database.ts';
import { recordKey } from './outbox-state.ts';
import { AWAITED, IN_HOT_STORE, NOT_STORED, RecordTable } from './record-table.ts';
import { type ReplicaState, readState, sealState } from './replica-state.ts';
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
  /** Whether the database is not what was written last; nothing is written then but what mends it (R122). */
  isTorn = false;
  #isUnchecked = false;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(parts: { database: ReplicaDatabase; sealer: Sealer; tables: RecordTables; state: ReplicaState }) {
    this.database = parts.database;
    this.sealer = parts.sealer;
    this.tables = parts.tables;
    this.state = parts.state;
    this.segments = new SegmentReader(parts.database, parts.sealer);
    // Dexie opens it again by itself when somebody reads.
    const onOpen = () => {
      this.#isUnchecked = true;
    };
    parts.database.on('ready', onOpen, true);
  }

  /**
   * Runs one writer after the other, because each seals first and relies on what it read. Throws AppError 'replica-damaged'
   * while the database is not what was written last.
   */
  exclusively<T>(write: () => Promise<T>): Promise<T> {
    return this.mending(() => {
      if (this.isTorn) throw new AppError('replica-damaged');
      return write();
    });
  }

  /** {@link exclusively} for what brings database and memory together again. */
  async mending<T>(write: () => Promise<T>): Promise<T> {
    if (!this.database.isOpen()) await this.database.open();
    return this.inTurn(async () => {
      if (this.#isUnchecked) await this.#compare();
      return write();
    });
  }

  /** {@link exclusively} for what only reads and can do without the database. */
  inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#writing.then(task, task);
    this.#writing = result.catch(() => undefined);
    return result;
  }

  /**
   * The one transaction of a writer. Nothing is written when the browser opened its database again since the turn began: it may
   * be an older one, and the counts would hide it (R137). Throws AppError 'replica-damaged' then.
   */
  transact(tables: readonly Table[], write: () => Promise<unknown>): Promise<void> {
    return this.database.transaction('rw', tables, async () => {
      if (this.#isUnchecked) throw new AppError('replica-damaged');
      await write();
    });
  }

  /** Notes once after every opening when what is in it is not what was written last. */
  async #compare(): Promise<void> {
    const { database } = this;
    const found = await readState(database, this.sealer, this.state);
    const counts = [await database.segments.count(), await database.hot.count()];
    const { cursor, nextHot, segmentCount, hotCount } = this.state;
    // Before the first pull nothing was written.
    const isLast = found ? found.cursor === cursor && found.nextHot === nextHot : cursor === 0;
    this.isTorn = !isLast || counts[0] !== segmentCount || counts[1] !== hotCount;
    this.#isUnchecked = false;
  }

  /** A record as last pulled, without unsent changes; null when it is not here. Throws AppError 'replica-damaged'. */
  async read(art: DatensatzArt, id: string): Promise<Datensatz | null> {
    const hot = this.hot.get(recordKey(art, id));
    if (hot) return hot.record;
    const table = this.tables[art];
    let place = NOT_STORED;
    // It may be moved meanwhile.
    for (let attempt = 0; attempt < 3; attempt++) {
      place = table.place(table.row(id));
      if (place === AWAITED) throw new AppError('replica-damaged');
      if (place <= IN_HOT_STORE) return this.hot.get(recordKey(art, id))?.record ?? null;
      const records = await this.segments.read(place);
      const found = records?.find((record) => record.id === id && record.art === art);
      if (found) return found;
    }
    this.segments.noteDamage(place);
    throw new AppError('replica-damaged');
  }

  /** Where the pulled copy outside the hot store lies. */
  segmentOf(art: DatensatzArt, id: string): number {
    const hot = this.hot.get(recordKey(art, id));
    if (hot) return hot.segment;
    const table = this.tables[art];
    return Math.max(NOT_STORED, table.place(table.row(id)));
  }

  /**
   * Writes pulled changes and the new state in one transaction: whole blocks of new records as segments, the rest hot.
   * `lost` = segments that are damaged or missing: they go in the same transaction, and what they held is among the changes.
   * Answers where each record lies now; the caller then updates the columns. Call inside {@link exclusively}.
   */
  async commit(
    changes: readonly RecordChange[],
    patch: Partial<ReplicaState>,
    lost: ReadonlySet<number> = nothing,
  ): Promise<ReadonlyMap<string, number>> {
    const latest = new Map<string, RecordChange>();
    for (const change of changes) latest.set(recordKey(change.art, change.id), change);
    const fresh: Fresh[] = [];
    const single: RecordChange[] = [];
    for (const [key, change] of latest) {
      const { art, id, record } = change;
      const isStored = this.#storedIn(art, id, lost) !== NOT_STORED;
      if (record && !this.hot.has(key) && !isStored) fresh.push({ key, record });
      else single.push(change);
    }
    const rest = fresh.length % SEGMENT_RECORDS;
    for (const { record } of fresh.splice(fresh.length - rest)) single.push({ art: record.art, id: record.id, record });

    const { segments, places, nextSegment } = await this.#sealSegments(fresh);
    const { rows, entries, replaced, nextHot } = await this.#sealHot(single, lost);
    // A lost one may be missing altogether.
    const kept =
      lost.size === 0
        ? this.state.segmentCount
        : await this.database.segments
            .where('id')
            .noneOf([...lost])
            .count();
    const state: ReplicaState = {
      ...this.state,
      ...patch,
      nextSegment,
      nextHot,
      segmentCount: kept + segments.length,
      hotCount: this.state.hotCount + rows.length - replaced.length,
    };
    const stateRow = await sealState(this.sealer, state);
    const { database } = this;
    await this.transact([database.meta, database.segments, database.hot, database.columns], async () => {
      if (segments.length > 0 || lost.size > 0) {
        await database.segments.bulkDelete([...lost]);
        await database.segments.bulkPut(segments);
        await database.columns.clear();
      }
      await database.hot.bulkDelete(replaced);
      await database.hot.bulkPut(rows);
      await database.meta.put(stateRow);
    });
    this.state = state;
    if (segments.length > 0 || lost.size > 0) this.hasSnapshot = false;
    this.segments.forget(lost);
    for (const [key, entry] of this.hot) {
      if (lost.has(entry.segment)) this.hot.set(key, { ...entry, segment: NOT_STORED });
    }
    for (const entry of entries) {
      const key = recordKey(entry.art, entry.id);
      this.hot.set(key, entry);
      places.set(key, entry.record ? IN_HOT_STORE : NOT_STORED);
    }
    return places;
  }

  /** Empties the store; the next pull begins at 0. `patch` = facts of the state row that go with it. Call inside {@link mending}. */
  async clear(patch: Partial<ReplicaState> = {}): Promise<void> {
    const { database } = this;
    // What was settled was contained in records that go.
    const gone = { settledUpTo: 0, unsettled: [], segmentCount: 0, hotCount: 0 };
    const state = { ...this.state, ...gone, cursor: 0, rereadUpTo: 0, ...patch };
    const stateRow = await sealState(this.sealer, state);
    await this.transact([database.meta, database.segments, database.hot, database.columns], async () => {
      await Promise.all([database.segments.clear(), database.hot.clear(), database.columns.clear()]);
      await database.meta.put(stateRow);
    });
    this.state = state;
    this.hasSnapshot = false;
    this.isTorn = false;
    this.hot.clear();
    this.segments.forgetAll();
    for (const table of Object.values(this.tables)) table.awaitAll();
  }

  /** Empties what is in memory. */
  forgetAll(): void {
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

  /** {@link segmentOf}, when these segments are gone. */
  #storedIn(art: DatensatzArt, id: string, lost: ReadonlySet<number>): number {
    const segment = this.segmentOf(art, id);
    return lost.has(segment) ? NOT_STORED : segment;
  }

  async #sealHot(changes: readonly RecordChange[], lost: ReadonlySet<number>) {
    let hotId = this.state.nextHot;
    const replaced: number[] = [];
    const entries: HotEntry[] = [];
    for (const { art, id, record } of changes) {
      const before = this.hot.get(recordKey(art, id));
      const segment = this.#storedIn(art, id, lost);
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

const nothing: ReadonlySet<number> = new Set();
