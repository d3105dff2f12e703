import { createRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { inBatches } from './records.mjs';

const text = (maxLength) => ({ type: 'string', maxLength });

/** Flat documents; the fields that the lists of the product sort and filter by are indexed. */
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: text(80), art: text(20), akte: text(80), status: text(20), titel: text(200) },
  required: ['id', 'art', 'akte', 'status', 'titel'],
  indexes: ['akte', 'status', 'titel'],
};

/** RxDB with its free storage (Dexie), relaxed durability as ours, unencrypted. */
export async function rxdbStore({ repetition }) {
  const properties = Object.fromEntries(freeFields.map((feld) => [feld, {}]));
  const database = await createRxDatabase({
    name: `bench-rxdb-${repetition}-${Date.now()}`,
    storage: getRxStorageDexie({ chromeTransactionDurability: 'relaxed' }),
    multiInstance: false,
  });
  const { records: collection } = await database.addCollections({
    records: { schema: { ...schema, properties: { ...properties, ...schema.properties } } },
  });
  return {
    insert: (records) =>
      inBatches(records, async (batch) => {
        const { error } = await collection.bulkInsert(
          batch.map(({ art, id, akte, rev, felder }) => ({ ...felder, art, id, akte, rev })),
        );
        if (error.length > 0) throw new Error(JSON.stringify(error[0]).slice(0, 400));
      }),
    count: () => collection.count().exec(),
    remove: () => database.remove(),
  };
}

const freeFields = [
  'rev',
  ...['aktenzeichen', 'aktenplaneinheit', 'federfuehrung', 'vertraulichkeit', 'schutzbedarf', 'angelegt'],
  ...['geschaeftszeichen', 'vorgangstyp', 'bearbeitung', 'beteiligte', 'steuernummer', 'telefon', 'anschrift'],
  ...['bemerkung', 'wiedervorlage', 'frist', 'laufzeitBeginn'],
];
