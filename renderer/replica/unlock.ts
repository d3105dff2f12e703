import { AppError } from '../../shared/errors.ts';
import { emptyPackList } from '../../shared/pack-list.ts';
import type { Started } from '../replica-api.ts';
import { BlobStore } from './blobs.ts';
import { openDatabase, type ReplicaDatabase } from './database.ts';
import { loadRecords } from './load-records.ts';
import type { MainPort } from './main-port.ts';
import { outboxFromJournal } from './outbox-state.ts';
import type { PackFiles } from './pack-files.ts';
import { probeRoom } from './probe-room.ts';
import { createTables, RecordStore } from './record-store.ts';
import { Replica } from './replica.ts';
import { emptyState, type ReplicaState, readState } from './replica-state.ts';
import { createSealer } from './seal.ts';
import { settledOutbox } from './settled-outbox.ts';

/** What the replica stands on; tests pass their own. */
export interface Ground {
  readonly main: MainPort;
  readonly files: PackFiles;
  readonly engine?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange };
  readonly now: () => Date;
  readonly newId: () => string;
  /** Told when the browser did not answer an opening of the database (R125). */
  readonly onUnanswered?: () => void;
}

/** An opened replica and how it was found. */
export interface Unlocked extends Started {
  readonly replica: Replica;
}

const DATABASE_NAME = 'aktentasche';

/**
 * Opens the replica with the key that main releases. What the browser lost or damaged is fetched again from the server, and
 * from main's journal, which holds all unsent work (R30-R33, R95-R97 of docs/spec/replica.md).
 */
export async function unlock(ground: Ground): Promise<Unlocked> {
  try {
    return await openReplica(ground);
  } catch (error) {
    // An opened database can still turn out to have no room for what it must write.
    if (!(error instanceof AppError)) await probeRoom(ground.files, error);
    throw error;
  }
}

async function openReplica(ground: Ground): Promise<Unlocked> {
  const { main } = ground;
  const { key, person, einheit, device, replaces, leaseUntil } = await main.call('keys.replica', {});
  const sealer = await createSealer(key);
  const { operations, cutAtTail, isLogShortened } = await main.call('journal.load', {});
  const told = { cutAtTail, isLogShortened };
  const journal = outboxFromJournal(operations);
  const database = await openOrClear(ground);

  const open = async (state: ReplicaState): Promise<Replica> => {
    const blobs = new BlobStore({ database, sealer, files: ground.files, now: ground.now });
    await blobs.load();
    const store = new RecordStore({ database, sealer, tables: createTables(), state });
    const overlaidBefore = await loadRecords(store, ground.files, ground.now);
    const replica = new Replica({
      ...ground,
      identity: { person, einheit, device, replaces },
      store,
      blobs,
      outbox: settledOutbox(journal, store),
    });
    const { list } = await main.call('packed.load', {});
    replica.packList = list ?? { ...emptyPackList, scopes: (state.packed ?? []).map(asScope) };
    const { blobs: unsent } = await main.call('blob.list', {});
    replica.unsentBlobs = new Set(unsent.map(({ sha }) => sha));
    await replica.showOverlays(overlaidBefore);
    return replica;
  };

  const state = await readState(database, sealer, { person, device });
  const isForeign = state !== null && (state.person !== person || state.device !== device);
  try {
    if (state && !isForeign) return { replica: await open(state), rebuilt: false, ...told };
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'replica-damaged')) throw error;
  }
  const rebuilt = (await countRows(database)) > 0 || journal.size > 0;
  await clear(database, ground.files, isForeign);
  const repair = rebuilt ? { foundAt: ground.now().toISOString(), doneAt: null, records: null } : null;
  return { replica: await open({ ...emptyState(person, device), leaseUntil, repair }), rebuilt, ...told };
}

/**
 * The browser does not say why it cannot open a database. A full disk shows beside it ('disk-full'); otherwise its files are
 * damaged, and since it is a cache (R30) main has it deleted.
 */
async function openOrClear({ main, files, engine, onUnanswered }: Ground): Promise<ReplicaDatabase> {
  try {
    return await openDatabase(DATABASE_NAME, engine, { onUnanswered });
  } catch (cause) {
    await probeRoom(files, cause);
    await main.call('replica.clear', {});
    return openDatabase(DATABASE_NAME, engine, { onUnanswered });
  }
}

const asScope = (id: string) => ({ art: 'akte' as const, id, titel: '', since: '', mine: false });

async function countRows(database: ReplicaDatabase): Promise<number> {
  const counts = await Promise.all(database.tables.map((table) => table.count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Bytes are found by their hash and stay; what another person or vault left behind goes with them. */
async function clear(database: ReplicaDatabase, files: PackFiles, isForeign: boolean): Promise<void> {
  const { blobRefs } = database;
  const tables = isForeign ? database.tables : database.tables.filter((table) => table !== blobRefs);
  await database.transaction('rw', tables, () => Promise.all(tables.map((table) => table.clear())));
  if (isForeign) for (const pack of await files.list()) await files.remove(pack);
}
