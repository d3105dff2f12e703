import Dexie from 'dexie';
import { openOpfsPackFiles } from '../../../renderer/replica/opfs-pack-files.ts';
import { unlock } from '../../../renderer/replica/unlock.ts';

/** The product's replica on an empty database; main is played by its answers, because nothing is journalled here. */
export async function openReplica({ config }) {
  await Dexie.delete('aktentasche');
  return openAgain({ config });
}

/** The replica as it was left, with the same key. */
export async function openAgain({ config = {} } = {}) {
  const { replica } = await unlock({
    main: { call: async (name) => answers(config)[name] ?? {} },
    files: await openOpfsPackFiles('packs'),
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
  });
  return replica;
}

/** Records that the screens can list now. */
export const countRecords = (replica) => Object.values(replica.tables).reduce((sum, table) => sum + table.size, 0);

export async function removeReplica(replica) {
  replica.store.database.close();
  await Dexie.delete('aktentasche');
}

const answers = ({ person = 'p-bench', device = 'd-bench' }) => ({
  'keys.replica': {
    key: new Uint8Array(32).fill(7),
    person,
    einheit: 'jugendamt',
    device,
    leaseUntil: null,
    replaces: [],
  },
  'journal.load': { operations: [], cutAtTail: false, isLogShortened: false },
  'blob.list': { blobs: [] },
});
