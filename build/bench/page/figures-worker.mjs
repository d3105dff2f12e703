// Figures of the replica alone, without a peer: the plan names what is measured, each step reports one or more values.
import { measureBlobs } from '../contenders/figure-blob.mjs';
import { measureDelta } from '../contenders/figure-delta.mjs';
import { measureLists } from '../contenders/figure-list.mjs';
import { fillReplica, measureMemory, measureUnlock } from '../contenders/figure-unlock.mjs';
import { measureVorrat } from '../contenders/figure-vorrat.mjs';

const figures = {
  fill: fillReplica,
  memory: measureMemory,
  'with snapshot': (step) => measureUnlock(step, true),
  'without snapshot': (step) => measureUnlock(step, false),
  list: measureLists,
  vorrat: measureVorrat,
  blob: measureBlobs,
  delta: measureDelta,
};

self.onmessage = async ({ data: config }) => {
  try {
    for (const step of config.plan) {
      const startedAt = performance.now();
      const values = await figures[step.contender](step, config);
      postMessage({ ...step, ms: performance.now() - startedAt, values });
    }
    postMessage({ done: true });
  } catch (error) {
    postMessage({ error: String(error?.stack ?? error) });
  }
};
