import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { MainPort } from '../../../renderer/replica/main-port.ts';
import { type Unlocked, unlock } from '../../../renderer/replica/unlock.ts';
import type { Datensatz } from '../../../shared/akte.ts';
import type { Journalled } from '../../../shared/worker-port.ts';
import { memoryPackFiles } from '../../workstation/memory-pack-files.ts';

/** What the browser keeps of one replica, and what main's journal holds. */
export interface Disk {
  readonly indexedDB: IDBFactory;
  readonly files: ReturnType<typeof memoryPackFiles>;
  readonly operations: Journalled[];
}

/** What a second look at the database needs. */
export const engineOf = (disk: Disk) =>
  ({ indexedDB: disk.indexedDB, IDBKeyRange }) as unknown as {
    indexedDB: globalThis.IDBFactory;
    IDBKeyRange: typeof globalThis.IDBKeyRange;
  };

/** An empty device. */
export const emptyDisk = (): Disk => ({ indexedDB: new IDBFactory(), files: memoryPackFiles(), operations: [] });

/** Key that main releases for the replica. */
export const replicaKey = () => new Uint8Array(32).fill(7);

/** Unlocks the replica on a disk. */
export function openReplica(
  disk: Disk,
  { cutAtTail = false, isLogShortened = false, onCall = (_name: string): void => {} } = {},
): Promise<Unlocked> {
  const call = async (name: string) => {
    onCall(name);
    if (name === 'keys.replica') {
      return { key: replicaKey(), person: 'p', einheit: 'e', device: 'd', replaces: [], leaseUntil: null };
    }
    return name === 'journal.load' ? { operations: disk.operations, cutAtTail, isLogShortened } : { blobs: [] };
  };
  return unlock({
    main: { call } as unknown as MainPort,
    files: disk.files,
    engine: engineOf(disk),
    now: () => new Date(),
    newId: () => 'id',
  });
}

/** A Vorgang as pulled. */
export function vorgang(id: number, titel: string, rev: number): Datensatz {
  const felder = { titel, geschaeftszeichen: `51-${id}`, status: rev % 2 ? 'offen' : 'zdA', frist: null };
  return { art: 'vorgang', id: `v${id}`, akte: `a${id % 7}`, rev, felder };
}

/** Pulled changes from records. */
export const asPulled = (records: readonly Datensatz[]) =>
  records.map((record) => ({ art: record.art, id: record.id, record }));
