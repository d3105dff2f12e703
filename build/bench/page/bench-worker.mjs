// Runs the plan: `[{ contender, count, repetition }]`, one after the other in this one worker, and reports each time.

import { oursStore } from '../contenders/ours-store.mjs';
import { oursSync } from '../contenders/ours-sync.mjs';
import { pouchdbStore } from '../contenders/pouchdb-store.mjs';
import { benchRecords } from '../contenders/records.mjs';
import { rxdbStore } from '../contenders/rxdb-store.mjs';

const contenders = { 'ours-store': oursStore, 'ours-sync': oursSync, pouchdb: pouchdbStore, rxdb: rxdbStore };

self.onmessage = async ({ data: config }) => {
  try {
    for (const step of config.plan) postMessage(await measure(step, config));
    postMessage({ done: true });
  } catch (error) {
    postMessage({ error: String(error?.stack ?? error) });
  }
};

/** The database of the contender before is still being cleared away by the browser, and that is not the next one's work. */
const REST_MS = 2_000;

/** Opening and closing are not timed; afterwards the contender has to say how many records it holds. */
async function measure({ contender, count, repetition }, config) {
  const records = benchRecords(count);
  const opened = await contenders[contender]({ repetition, config });
  await new Promise((done) => setTimeout(done, REST_MS));
  const startedAt = performance.now();
  await opened.insert(records);
  const ms = performance.now() - startedAt;
  const held = await opened.count();
  await opened.remove();
  if (held < count) throw new Error(`${contender} holds ${held} of ${count} records`);
  return { contender, count, repetition, held, ms };
}
