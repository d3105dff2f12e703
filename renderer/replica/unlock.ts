import { AppError } from '../../shared/errors.ts';
import { BlobStore } from './blobs.ts';
import { loadSnapshot } from './column-snapshot.ts';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import type { MainPort } from './main-port.ts';
import { type Outbox, outboxFromJournal, recordKey, settleOperations, settlePulled } from './outbox-state.ts';
import type { PackFiles } from './pack-files.ts';
import { createTables, type RecordChange, RecordStore } from './record-store.ts';
import { IN_HOT_STORE, NOT_STORED } from './record-table.ts';
import { Replica } from './replica.ts';
import { emptyState, type ReplicaState, STATE_ROW } from './replica-state.ts';
import { createSealer, openRow, type Sealer } from './seal.ts';

/** What the replica stands on; tests pass their own. */
export interface Ground {
  readonly main: MainPort;
  readonly files: PackFiles;
  readonly engine?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange };
  readonly now: () => Date;
  readonly newId: () => string;
}

/** An opened replica; `rebuilt` when what was on this device was damaged or gone and has to be fetched again. */
export interface Unlocked {
  readonly replica: Replica;
  readonly rebuilt: boolean;
}

const DATABASE_NAME = 'aktentasche';

/**
 * Opens the replica with the key that main releases. What the browser lost or damaged is cleared and fetched again from the
 * server (cursor 0) and from main's journal, which holds all unsent work (R30-R33 of docs/spec/replica.md).
 */
export async function unlock(ground: Ground): Promise<Unlocked> {
  const { main } = ground;
  const { key, person, einheit, device, replaces, leaseUntil } = await main.call('keys.replica', {});
  const sealer = await createSealer(key);
  const { operations } = await main.call('journal.load', {});
  const journal = outboxFromJournal(operations);
  const database = await openDatabase(DATABASE_NAME, ground.engine);

  const open = async (state: ReplicaState): Promise<Replica> => {
    const blobs = new BlobStore(database, sealer, ground.files);
    await blobs.load();
    const store = new RecordStore({ database, sealer, tables: createTables(), state });
    const overlaidBefore = await loadRecords(store);
    const replica = new Replica({
      ...ground,
      identity: { person, einheit, device, replaces },
      store,
      blobs,
      outbox: settleStored(settleKnown(journal, state), store),
    });
    const { blobs: unsent } = await main.call('blob.list', {});
    replica.unsentBlobs = new Set(unsent.map(({ sha }) => sha));
    await replica.showOverlays(overlaidBefore);
    return replica;
  };

  const state = await readState(database, sealer, { person, device });
  try {
    if (state) return { replica: await open(state), rebuilt: false };
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'replica-damaged')) throw error;
  }
  const hadSomething = (await countRows(database)) > 0 || journal.size > 0;
  await clear(database, ground.files);
  return { replica: await open({ ...emptyState(person, device), leaseUntil }), rebuilt: hadSomething };
}

/** The sentinel row; null when it is missing, cannot be opened, is another person's, or its counts do not match. */
async function readState(
  database: ReplicaDatabase,
  sealer: Sealer,
  owner: { readonly person: string; readonly device: string },
): Promise<ReplicaState | null> {
  const row = await database.meta.get(STATE_ROW);
  if (!row) return null;
  const state = await openRow(sealer, 'meta', row).then(
    (value) => value as ReplicaState,
    () => null,
  );
  if (!state || state.person !== owner.person || state.device !== owner.device) return null;
  const counts = [await database.segments.count(), await database.hot.count()];
  // A state of an older version lacks what was added since.
  const whole = { ...emptyState(owner.person, owner.device), ...state };
  return counts[0] === state.segmentCount && counts[1] === state.hotCount ? whole : null;
}

/** Fills columns and hot store; answers the keys that lay under unsent changes when the snapshot was taken. */
async function loadRecords(store: RecordStore): Promise<readonly string[]> {
  const snapshot = await loadSnapshot(store.database, store.sealer, store);
  store.hasSnapshot = snapshot !== null;
  if (!snapshot) {
    for await (const { id, records } of store.segments.all()) {
      for (const record of records) store.tables[record.art].put(record, id);
    }
  }
  const hotRows = await store.database.hot.orderBy('id').toArray();
  const opened = await Promise.all(hotRows.map((row) => openRow(store.sealer, 'hot', row)));
  hotRows.forEach((row, index) => {
    const change = opened[index] as RecordChange;
    const { art, id, record } = change;
    store.hot.set(recordKey(art, id), { ...change, hotId: row.id, segment: store.segmentOf(art, id) });
    if (record) store.tables[art].put(record, IN_HOT_STORE);
    else store.tables[art].remove(id);
  });
  return snapshot?.overlaid ?? [];
}

/** The journal does not know which acknowledged operations the pull has brought; the state row does. */
function settleKnown(journal: Outbox, state: ReplicaState): Outbox {
  const unsettled = new Set(state.unsettled);
  return settleOperations(
    journal,
    new Set([...journal.keys()].filter((n) => n <= state.settledUpTo && !unsettled.has(n))),
  );
}

/** An acknowledgement may have come after the pull and before the end of the program: no transaction noted it as settled. */
function settleStored(outbox: Outbox, { tables }: RecordStore): Outbox {
  let next = outbox;
  for (const { operation, state } of outbox.values()) {
    const table = tables[operation.ent.art];
    const row = table.row(operation.ent.id);
    if (state.kind !== 'acknowledged' || table.place(row) === NOT_STORED) continue;
    next = settlePulled(next, operation.ent, table.number('$rev', row));
  }
  return next;
}

async function countRows(database: ReplicaDatabase): Promise<number> {
  const counts = await Promise.all(database.tables.map((table) => table.count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function clear(database: ReplicaDatabase, files: PackFiles): Promise<void> {
  await database.transaction('rw', database.tables, () => Promise.all(database.tables.map((table) => table.clear())));
  for (const pack of await files.list()) await files.remove(pack);
}
