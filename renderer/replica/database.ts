import Dexie, { type Table } from 'dexie';
import type { SealedRow } from './seal.ts';
import { shortRows } from './short-rows.ts';

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
  /** What became of the words of each file, and the words themselves under the key of the file. */
  readonly textRefs: Table<SealedRow, number>;
  readonly texts: Table<SealedRow, number>;
  /** How far the recognition of each scan has come, and the words of each page under the key of its file. */
  readonly layerRefs: Table<SealedRow, number>;
  readonly layers: Table<SealedRow, number>;
  /** The full-text index: its state, dictionaries and posting blocks (docs/spec/search.md). */
  readonly search: Table<SealedRow, number>;
}

/** How long the browser may take to open its database again, milliseconds. */
const OPEN_MS = 10_000;

/** How long an opening may take, and who is told that one was not answered. Tests pass their own. */
interface Opening {
  readonly openMs?: number;
  readonly onUnanswered?: (() => void) | undefined;
}

/** Opens the database of one vault; `engine` is passed in by tests. */
export async function openDatabase(
  name: string,
  engine?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange },
  opening: Opening = {},
): Promise<ReplicaDatabase> {
  const database = new Dexie(name, { chromeTransactionDurability: 'relaxed', ...engine }) as ReplicaDatabase;
  database.version(1).stores({ meta: 'id', segments: 'id', hot: 'id', blobRefs: 'id', columns: 'id' });
  database.version(2).stores({ search: 'id', textRefs: 'id', texts: 'id' });
  database.version(3).stores({ layerRefs: 'id', layers: 'id' });
  // Below everything that Dexie itself does to a question.
  database.use({ stack: 'dbcore', name: 'short-rows', level: -10, create: shortRows });
  await database.open();
  boundOpening(database, opening);
  return database;
}

/**
 * The browser closes its database when it cannot write, and the next opening may never be answered: whoever waits for it is
 * refused, and the next question asks anew (R122). Sometimes this worker gets no answer any more at all: `onUnanswered` may
 * start another (R125).
 */
function boundOpening(database: Dexie, { openMs = OPEN_MS, onUnanswered }: Opening): void {
  const open = database.open.bind(database);
  database.open = () => {
    const timer = setTimeout(() => {
      database.close();
      onUnanswered?.();
    }, openMs);
    return open()
      .finally(() => clearTimeout(timer))
      .catch((error) => {
        // Ending an opening by close() keeps Dexie from opening by itself; this lets it again.
        if (!database.isOpen()) database.close({ disableAutoOpen: false });
        throw error;
      });
  };
}
