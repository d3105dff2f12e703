import Dexie, { type Table } from 'dexie';
import type { SealedRow } from './seal.ts';

/**
 * Tables of the replica. Every row is `{id, g, b}` with an opaque number and sealed bytes: no plaintext, no index over
 * content. All of it can be fetched again or is in main's journal too, so writes need not wait for the disk
 * (docs/decisions/0013).
 */
export interface ReplicaDatabase extends Dexie {
  /** One row: cursor, epoch, counts (the sentinel against a silent wipe). */
  readonly meta: Table<SealedRow, number>;
  /** 128 records each. */
  readonly segments: Table<SealedRow, number>;
  /** Single records not yet folded into segments. */
  readonly hot: Table<SealedRow, number>;
  /** Where the chunks of each Version lie. */
  readonly blobRefs: Table<SealedRow, number>;
  /** Pieces of the column snapshot. */
  readonly columns: Table<SealedRow, number>;
}

/** Opens the database of one vault; `indexedDB` is passed in by tests. */
export async function openDatabase(
  name: string,
  engine?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange },
): Promise<ReplicaDatabase> {
  const database = new Dexie(name, { chromeTransactionDurability: 'relaxed', ...engine }) as ReplicaDatabase;
  database.version(1).stores({ meta: 'id', segments: 'id', hot: 'id', blobRefs: 'id', columns: 'id' });
  await database.open();
  return database;
}
