import { countRecords, openReplica, removeReplica } from './ours-replica.mjs';
import { inBatches } from './records.mjs';

/** The product: records sealed in segments, columns in memory, one transaction per batch with the cursor in it. */
export async function oursStore({ config }) {
  const replica = await openReplica({ config });
  return {
    insert: (records) =>
      inBatches(records, (batch, from) =>
        replica.applyPulled(
          batch.map((record) => ({ art: record.art, id: record.id, record })),
          { cursor: from + batch.length },
        ),
      ),
    count: async () => countRecords(replica),
    remove: () => removeReplica(replica),
  };
}
