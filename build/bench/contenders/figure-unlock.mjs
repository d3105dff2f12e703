import { flush } from '../../../renderer/replica/flush.ts';
import { countRecords, openAgain, openReplica } from './ours-replica.mjs';
import { benchRecords, inBatches } from './records.mjs';

/** A replica with `count` records, folded and with its column snapshot, as after the last lock. */
export async function fillReplica({ count }, config) {
  const replica = await openReplica({ config });
  await inBatches(benchRecords(count), (batch, from) =>
    replica.applyPulled(
      batch.map((record) => ({ art: record.art, id: record.id, record })),
      { cursor: from + batch.length },
    ),
  );
  await flush(replica);
  replica.store.database.close();
  return {};
}

/** From the key to columns that lists can be answered from. */
export async function measureUnlock({ count }, hasSnapshot) {
  if (!hasSnapshot) {
    const before = await openAgain();
    await before.store.database.columns.clear();
    before.store.database.close();
  }
  const startedAt = performance.now();
  const replica = await openAgain();
  const ms = performance.now() - startedAt;
  if (countRecords(replica) !== count) throw new Error(`${countRecords(replica)} of ${count} records`);
  if (replica.store.hasSnapshot !== hasSnapshot) throw new Error('snapshot');
  // The next one finds it again.
  if (!hasSnapshot) await flush(replica);
  replica.store.database.close();
  return { ms };
}

/** What this process holds more than before, after the collector ran, with the replica open. */
export async function measureMemory({ count }) {
  const before = await residentBytes();
  const replica = await openAgain();
  const bytes = (await residentBytes()) - before;
  if (countRecords(replica) !== count) throw new Error(`${countRecords(replica)} of ${count} records`);
  replica.store.database.close();
  return { megabytes: bytes / 1_000_000 };
}

async function residentBytes() {
  for (let i = 0; i < 3; i++) {
    globalThis.gc();
    await new Promise((done) => setTimeout(done, 300));
  }
  return (await (await fetch('app://aktentasche/memory')).json()).bytes;
}
