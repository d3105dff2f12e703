import { datensatzArten } from '../../shared/akte.ts';
import { errorCode } from '../../shared/errors.ts';
import { loadRecords } from './load-records.ts';
import { outboxFromJournal } from './outbox-state.ts';
import type { Replica } from './replica.ts';
import { readState } from './replica-state.ts';
import { settledOutbox } from './settled-outbox.ts';

/**
 * The browser closed its database and opened an older one, as on a full disk: what that holds counts from now on, as after a
 * restart of the program, and the next pull brings the rest (R122). When it cannot be used `store.isTorn` stays.
 */
export async function rereadRecords(replica: Replica): Promise<void> {
  const { store, main } = replica;
  const overlaid = await store.mending(async () => {
    if (!store.isTorn) return null;
    const found = await readState(store.database, store.sealer, store.state);
    const { person, device } = store.state;
    if (found?.person !== person || found.device !== device) return null;
    const before = store.state;
    store.state = found;
    try {
      const keys = await loadRecords(store, replica.blobs.files, replica.now);
      store.isTorn = false;
      return keys;
    } catch (error) {
      store.state = before;
      if (errorCode(error) !== 'replica-damaged') throw error;
      return null;
    }
  });
  if (!overlaid) return;
  const { operations } = await main.call('journal.load', {});
  await replica.resettle(settledOutbox(outboxFromJournal(operations), store), overlaid);
  for (const art of datensatzArten) replica.tell(art);
}
