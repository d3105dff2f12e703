import { damageRun } from './damage-faults.mjs';
import { fullRun } from './full-faults.mjs';
import { judge } from './judge.mjs';
import { killRun, loseBrowserStorage } from './kill-faults.mjs';
import { makeLedger } from './ledger.mjs';
import { lineRun } from './line-faults.mjs';
import { powerRun } from './power-faults.mjs';
import { seededRandom } from './seeded-random.mjs';
import { countWaiting, untilRecords, untilSent } from './work.mjs';

const runLimitMs = 240_000;
const runs = { kill: killRun, line: lineRun, power: powerRun, damage: damageRun, full: fullRun };
const needsDisk = ['power', 'full'];

/**
 * Takes one workstation through all faults, `wanted` times each, and judges in the end. A run that breaks ends its kind of fault;
 * the others still have their turn. Answers `{ table, verdicts, skipped }`.
 */
export async function runFaults({ faults, wanted: asked, seed, from, log }) {
  const { desk, server, disk, noDisk, check } = faults;
  const isPossible = (fault) => !noDisk || !needsDisk.includes(fault);
  const given = Object.entries(asked).filter(([, count]) => count > 0);
  const wanted = Object.fromEntries(given.filter(([fault]) => isPossible(fault)));
  const skipped = given
    .filter(([fault]) => !isPossible(fault))
    .map(([fault, count]) => `${count} x ${fault}: ${noDisk}`);
  for (const reason of skipped) log(`SKIPPED: ${reason}`);
  log(`seed ${seed}`);
  const ledger = makeLedger(seed);
  const rows = [];
  let storage = null;
  await desk.start({ isFirstRun: true });
  await untilRecords(desk.workstation);
  for (const [fault, count] of Object.entries(wanted)) {
    for (let run = from; run < from + count; run++) {
      const row = await play(fault, run);
      rows.push(row);
      log(`${fault} ${run - from + 1}/${count}: ${JSON.stringify(row)}`);
      if (row.verdict === 'broken') break;
      if (fault === 'kill' && run === from + Math.floor(count / 2))
        storage = await loseBrowserStorage({ ...faults, ledger });
    }
  }
  // What still waits then is judged.
  await untilSent(desk.workstation).catch((error) => log(error.stack));
  const waiting = await countWaiting(desk.workstation);
  await desk.close();
  const judged = await check.look((view) => judge({ ledger, rows, wanted, storage, waiting, server: view }));
  return { ...judged, skipped };

  async function play(fault, run) {
    const startedAt = performance.now();
    const random = seededRandom(seed, fault, run);
    const outcome = await withinLimit(runs[fault]({ ...faults, ledger, run, random })).catch(recover);
    return { fault, run, ...outcome, seconds: Math.round((performance.now() - startedAt) / 100) / 10 };
  }

  /** Brings everything back to order after a run that broke, for the next kind of fault. */
  async function recover(error) {
    log(error.stack);
    log(desk.workstation?.lastWords() ?? 'no workstation');
    faults.proxy.letPass();
    faults.proxy.cut(false);
    faults.line.disarm();
    disk?.free();
    await desk.kill();
    if (!server.isUp()) faults.proxy.retarget(await server.restart());
    await desk.start();
    return { verdict: 'broken', because: error.message.split('\n')[0] };
  }
}

async function withinLimit(running) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${runLimitMs / 1000} s`)), runLimitMs);
  });
  try {
    return await Promise.race([running, limit]);
  } finally {
    clearTimeout(timer);
  }
}
