import PouchIndexedDb from 'pouchdb-adapter-indexeddb';
import PouchDB from 'pouchdb-browser';
import { inBatches } from './records.mjs';

PouchDB.plugin(PouchIndexedDb);

/** PouchDB with its newer IndexedDB adapter, no secondary index, unencrypted. */
export async function pouchdbStore({ repetition }) {
  const database = new PouchDB(`bench-pouchdb-${repetition}-${Date.now()}`, {
    adapter: 'indexeddb',
    auto_compaction: true,
  });
  return {
    insert: (records) =>
      inBatches(records, async (batch) => {
        const results = await database.bulkDocs(
          batch.map(({ art, id, akte, rev, felder }) => ({ ...felder, _id: id, art, akte, rev })),
        );
        const failed = results.find(({ error }) => error);
        if (failed) throw new Error(JSON.stringify(failed));
      }),
    count: async () => (await database.info()).doc_count,
    remove: () => database.destroy(),
  };
}
