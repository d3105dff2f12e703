import { type Datensatz, type DatensatzArt, datensatzArten } from '../../shared/akte.ts';
import type { Change, Operation } from '../../shared/change.ts';
import { emptyPackList, type PackList } from '../../shared/pack-list.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { CheckState } from '../replica-api/store-rows.ts';
import { AwaitedRecords } from './awaited-records.ts';
import type { BlobStore } from './blobs.ts';
import type { MainPort } from './main-port.ts';
import {
  addOperations,
  closeOperation,
  decideOperation,
  type Outbox,
  overlays,
  parseRecordKey,
  recordKey,
  settleOperations,
  settlePulled,
  visibleRecord,
} from './outbox-state.ts';
import type { RecordChange, RecordStore, RecordTables } from './record-store.ts';
import { NOT_STORED } from './record-table.ts';
import type { ReplicaState } from './replica-state.ts';
import { createTrust, type ReplicaTrust } from './trust.ts';
import { inVertretung } from './vertretung.ts';

/** Who works here, as main knows it. */
export interface Identity {
  readonly person: string;
  readonly einheit: string;
  readonly device: string;
  /** Devices that this one replaces. */
  readonly replaces: readonly string[];
}

/** What a live question may depend on. */
export type Topic = DatensatzArt | 'outbox' | 'blobs' | 'packed' | 'raising' | 'status' | 'trust' | 'index' | 'check';

/** How long a saved change may take to be shown before it is answered all the same. */
const SHOW_MS = 1_000;

/** The opened replica: what was pulled, what waits in main's journal, and what the person sees of both. */
export class Replica {
  readonly main: MainPort;
  readonly identity: Identity;
  readonly store: RecordStore;
  readonly blobs: BlobStore;
  readonly trust: ReplicaTrust;
  readonly now: () => Date;
  readonly newId: () => string;
  outbox: Outbox;
  /** Records were taken away, and perhaps not all that belongs to them yet; true at the start, the end may have come between. */
  mayHoldWithdrawn = true;
  /** What is taken along, as main keeps it. */
  packList: PackList = emptyPackList;
  /** For whom the present person acts, until the lock; null = for herself. Ask actingFor: a Vertretung may have ended. */
  vertretung: string | null = null;
  /** Ends the downloads that belong to the pack list as it is now; a new one for every change. */
  packing = new AbortController();
  /** The highest number taken of each Nummernkreis since the unlock. */
  readonly takenNumbers = new Map<string, number>();
  /** The check of everything that lies here. */
  check: CheckState = { isRunning: false, doneBytes: 0, totalBytes: 0, damaged: 0, endedAt: null };
  /** What was found since the unlock for files that acts are bound to, by the hash of the Version. */
  readonly foundHashes = new Map<string, string>();
  /** Hashes of bytes that only main's journal has so far. */
  unsentBlobs: ReadonlySet<string> = new Set();
  /** Hashes of bytes on their way into the journal, and by how many: nothing refers to them yet, no push may drop them. */
  readonly #pinned = new Map<string, number>();
  /** Told after every change; set by whoever answers live questions. */
  onChange: (topics: ReadonlySet<Topic>) => void = () => undefined;
  #overlays: ReadonlyMap<string, readonly Operation[]>;
  /** Records with unsent or just acknowledged changes that the present pull took away. */
  readonly #takenAway = new Set<string>();
  readonly #awaited = new AwaitedRecords();

  constructor(parts: {
    main: MainPort;
    identity: Identity;
    store: RecordStore;
    blobs: BlobStore;
    outbox: Outbox;
    now: () => Date;
    newId: () => string;
  }) {
    this.main = parts.main;
    this.identity = parts.identity;
    this.store = parts.store;
    this.blobs = parts.blobs;
    this.outbox = parts.outbox;
    this.now = parts.now;
    this.newId = parts.newId;
    this.trust = createTrust(parts.main, parts.now);
    this.#overlays = overlays(parts.outbox);
  }

  get tables(): RecordTables {
    return this.store.tables;
  }

  get state(): ReplicaState {
    return this.store.state;
  }

  /** A record as the person sees it. */
  async read(art: DatensatzArt, id: string): Promise<Datensatz | null> {
    return visibleRecord(await this.store.read(art, id), this.unsent(art, id));
  }

  /** Operations that still lie over a record. */
  unsent(art: DatensatzArt, id: string): readonly Operation[] {
    return this.#overlays.size === 0 ? nothing : (this.#overlays.get(recordKey(art, id)) ?? nothing);
  }

  isUnsent(art: DatensatzArt, id: string): boolean {
    return this.#overlays.size > 0 && this.#overlays.has(recordKey(art, id));
  }

  /** Keys of every record with something laid over it. */
  get overlaidKeys(): readonly string[] {
    return [...this.#overlays.keys()];
  }

  /**
   * Journals changes (safe on disk when this resolves), then shows them. A browser that opens its database on a full disk may
   * not answer for minutes: what is saved is not kept waiting for it (R121).
   */
  async append(changes: readonly Change[]): Promise<readonly Operation[]> {
    const { operations } = await this.main.call('journal.append', { changes: [...inVertretung(this, changes)] });
    this.#setOutbox(addOperations(this.outbox, operations));
    await Promise.race([this.#refresh(operations), new Promise((go) => setTimeout(go, SHOW_MS))]);
    this.#tell(['outbox', ...operations.map(({ ent }) => ent.art)]);
    return operations;
  }

  /** Keeps unsent bytes from being dropped until `task`, which writes them and what refers to them, is done. */
  async whilePinned<T>(sha: string, task: () => Promise<T>): Promise<T> {
    this.#pinned.set(sha, (this.#pinned.get(sha) ?? 0) + 1);
    try {
      return await task();
    } finally {
      const others = (this.#pinned.get(sha) ?? 1) - 1;
      if (others > 0) this.#pinned.set(sha, others);
      else this.#pinned.delete(sha);
    }
  }

  /** Whether something that waits, was refused or is just being journalled needs these unsent bytes. */
  isNeeded(sha: string): boolean {
    if (this.#pinned.has(sha)) return true;
    return [...this.outbox.values()].some(
      ({ operation, state }) => (state.kind === 'waiting' || state.kind === 'rejected') && operation.need.includes(sha),
    );
  }

  /** Journals the server's word on operations, then shows it. */
  async decide(results: readonly PushResult[]): Promise<void> {
    const decided = results.filter(({ status }) => status !== 'gap');
    if (decided.length === 0) return;
    await this.main.call('journal.decide', { results: decided });
    let next = this.outbox;
    for (const result of decided) next = decideOperation(next, result);
    const operations = decided.flatMap(({ n }) => next.get(n)?.operation ?? []);
    for (const { ent } of operations) {
      const table = this.tables[ent.art];
      const row = table.row(ent.id);
      if (table.isStored(row)) next = settlePulled(next, ent, table.number('$rev', row));
    }
    this.#setOutbox(next);
    await this.#refresh(operations);
    this.#tell(['outbox', ...operations.map(({ ent }) => ent.art)]);
  }

  /** Notes that a person dealt with a rejected operation. */
  async close(n: number, how: 'discarded' | 'retried'): Promise<void> {
    await this.main.call('journal.close', { n, how });
    this.#setOutbox(closeOperation(this.outbox, n));
    this.#tell(['outbox']);
  }

  /**
   * Writes pulled changes and how far the pull came in one transaction, then shows them. `lost` = damaged segments that these
   * changes replace.
   */
  applyPulled(
    changes: readonly RecordChange[],
    patch: Partial<ReplicaState>,
    lost?: ReadonlySet<number>,
  ): Promise<void> {
    return this.store.exclusively(async () => {
      let outbox = this.outbox;
      for (const { art, id, record } of changes) {
        if (!record) this.mayHoldWithdrawn = true;
        if (!this.isUnsent(art, id)) continue;
        if (record) outbox = settlePulled(outbox, { art, id }, record.rev);
        // It may come back with the next rows, when a right ended and began anew: the end of the pull tells.
        if (record) this.#takenAway.delete(recordKey(art, id));
        else this.#takenAway.add(recordKey(art, id));
      }
      const places = await this.store.commit(changes, { ...patch, ...settlement(outbox) }, lost);
      // Operations may have been journalled during the commit: settle in the outbox as it is now.
      this.#setOutbox(settleOperations(this.outbox, newlySettled(this.outbox, outbox)));
      for (const { art, id, record } of changes) {
        const place = places.get(recordKey(art, id)) ?? NOT_STORED;
        this.#show(art, id, record, place);
      }
      this.#tell(changes.map(({ art }) => art));
    });
  }

  /**
   * A pull came to its end: acknowledged changes of records that were taken away are settled, and those whose record
   * is overdue (R141): it will not come. Where it is here its revision tells.
   */
  async finishPull(): Promise<void> {
    const outbox = settleOperations(this.outbox, this.#absent());
    this.#takenAway.clear();
    const settled = newlySettled(this.outbox, outbox);
    this.#setOutbox(outbox);
    const operations = [...settled].flatMap((n) => outbox.get(n)?.operation ?? []);
    await this.#refresh(operations);
    this.#awaited.pulled(numbersIn(outbox, 'acknowledged'), this.now().getTime());
    for (const table of Object.values(this.tables)) table.removeAwaited();
    const at = this.now().toISOString();
    await this.patchState(() => {
      const { repair } = this.state;
      const isWhole = this.store.segments.damaged.size === 0;
      const done = repair?.doneAt === null && isWhole ? { repair: { ...repair, doneAt: at } } : {};
      return { lastSync: at, rereadUpTo: 0, ...done };
    });
    this.#tell(['status', ...(operations.length > 0 ? (['outbox'] as const) : [])]);
  }

  /** Changes facts of the state row that go with no record; a function sees the state as it is when its turn has come. */
  patchState(patch: Partial<ReplicaState> | (() => Partial<ReplicaState>)): Promise<void> {
    return this.store.exclusively(async () => {
      const facts = typeof patch === 'function' ? patch() : patch;
      await this.store.commit([], { ...facts, ...settlement(this.outbox) });
    });
  }

  /** Changes what is taken along; main has it on disk before anybody sees it. */
  changePackList(change: (list: PackList) => PackList): Promise<void> {
    return this.store.exclusively(async () => {
      const list = change(this.packList);
      await this.main.call('packed.save', { list });
      this.packList = list;
      this.packing.abort();
      this.packing = new AbortController();
      this.#tell(['packed']);
    });
  }

  /**
   * Throws the pulled records away, to be pulled from the beginning; unsent work and bytes stay, and what lists show until the
   * pull has come to its end. `patch` = facts of the state row that must not be lost between (R135).
   */
  async restart(patch: Partial<ReplicaState> = {}): Promise<void> {
    await this.store.mending(() => this.store.clear(patch));
    await this.#refresh([...this.#overlays.values()].flat());
    this.#tell(datensatzArten);
  }

  /** The records were loaded again, and with them what is settled; what the journal took in meanwhile stays. */
  async resettle(outbox: Outbox, overlaidBefore: readonly string[]): Promise<void> {
    this.#setOutbox(new Map([...this.outbox, ...outbox]));
    await this.showOverlays(overlaidBefore);
  }

  tell(topic: Topic): void {
    this.#tell([topic]);
  }

  /** Lays the unsent operations over the columns after the unlock; `before` = keys that a snapshot shows with older ones. */
  async showOverlays(before: readonly string[]): Promise<void> {
    await this.#refresh(
      [...new Set([...before, ...this.#overlays.keys()])].map((key) => ({ ent: parseRecordKey(key) })),
    );
  }

  #absent(): Set<number> {
    const now = this.now().getTime();
    const isAbsent = ({ art, id }: Operation['ent']) => {
      return !this.tables[art].isStored(this.tables[art].row(id));
    };
    const settled = [...this.outbox].filter(
      ([
        n,
        {
          operation: { ent },
        },
      ]) => (this.#awaited.isOverdue(n, now) || this.#takenAway.has(recordKey(ent.art, ent.id))) && isAbsent(ent),
    );
    return new Set(settled.map(([n]) => n));
  }

  #setOutbox(outbox: Outbox): void {
    this.outbox = outbox;
    this.#overlays = overlays(outbox);
  }

  /** Never fails: what main has on disk is saved, whether it can be shown or not (R121). */
  #refresh(operations: readonly Pick<Operation, 'ent'>[]): Promise<void> {
    const ents = new Map(operations.map(({ ent }) => [recordKey(ent.art, ent.id), ent]));
    return this.store.inTurn(async () => {
      for (const { art, id } of ents.values()) {
        // What cannot be read stays on the screen as it is until it was fetched again.
        const base = await this.store.read(art, id).catch(() => undefined);
        if (base === undefined) continue;
        const table = this.tables[art];
        this.#show(art, id, base, base ? table.place(table.row(id)) : NOT_STORED);
      }
    });
  }

  #show(art: DatensatzArt, id: string, base: Datensatz | null, place: number): void {
    const visible = visibleRecord(base, this.unsent(art, id));
    if (visible) this.tables[art].put(visible, place);
    else this.tables[art].remove(id);
  }

  #tell(topics: readonly Topic[]): void {
    if (topics.length > 0) this.onChange(new Set(topics));
  }
}

const nothing: readonly Operation[] = [];

function numbersIn(outbox: Outbox, ...kinds: readonly string[]): Set<number> {
  return new Set([...outbox].filter(([, { state }]) => kinds.includes(state.kind)).map(([n]) => n));
}

function newlySettled(before: Outbox, after: Outbox): Set<number> {
  const settled = numbersIn(after, 'settled');
  for (const n of numbersIn(before, 'settled')) settled.delete(n);
  return settled;
}

function settlement(outbox: Outbox): Pick<ReplicaState, 'settledUpTo' | 'unsettled'> {
  return {
    settledUpTo: Math.max(0, ...outbox.keys()),
    unsettled: [...numbersIn(outbox, 'waiting', 'acknowledged')],
  };
}
