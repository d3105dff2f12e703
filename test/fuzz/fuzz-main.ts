import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { FuzzData } from './fuzz-data.ts';
import { cells, type FailedMutant, type ThreadOrder, type ThreadReport } from './fuzz-messages.ts';
import type { Outcome } from './outcome.ts';
import { seedOfMutant } from './random.ts';

const [dataFile = '', count = '0', runSeed = '1', onlySeed = ''] = process.argv.slice(2);
const data = deserialize(readFileSync(dataFile)) as FuzzData;
const only = onlySeed === '' ? null : Number.parseInt(onlySeed, 16);
const total = only === null ? Number(count) : 1;

// A mutant is tried up to three times before it counts as a hang; beyond this nothing would come back.
const hopelessMs = 60_000;
const watchEveryMs = 100;
const mostResidentBytes = 512 << 20;
const mostShownFailures = 40;

const rows = new Map<string, Partial<Record<Outcome, number>>>();
const failed: FailedMutant[] = [];
let peakBytes = 0;
let done = 0;
const startedAt = performance.now();

for (let from = 0; from < total; ) from = await runFrom(from);
printTable();
process.exit(failed.length === 0 ? 0 : 1);

/** Runs a thread from this mutant on; gives the index to go on with when it had to be ended. */
function runFrom(from: number): Promise<number> {
  const shared = new SharedArrayBuffer(8);
  const order: ThreadOrder = { data, shared, runSeed: Number(runSeed), from, to: total, only };
  const worker = new Worker(new URL('./fuzz-thread.js', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const clock = new Int32Array(shared);
  return new Promise((resolve) => {
    const give = (kind: 'hang' | 'memory' | 'raw', words: string): void => {
      const index = Atomics.load(clock, cells.index);
      const seed = only ?? (index < data.files.length ? index : seedOfMutant(Number(runSeed), index));
      failed.push({ kind, words, seed, mutator: 'unknown, see the seed', base: '' });
      add('unknown, see the seed', kind, 1);
      clearInterval(watch);
      void worker.terminate().then(() => resolve(index + 1));
    };
    const watch = setInterval(() => {
      const beganAtMs = Atomics.load(clock, cells.beganAtMs);
      const residentBytes = process.memoryUsage.rss();
      peakBytes = Math.max(peakBytes, residentBytes);
      if (residentBytes >= mostResidentBytes) give('memory', `${residentBytes >> 20} MiB resident`);
      else if (beganAtMs > 0 && elapsedSince(beganAtMs) > hopelessMs) give('hang', `more than ${hopelessMs} ms`);
    }, watchEveryMs);
    worker.on('message', (report: ThreadReport) => {
      for (const [mutator, outcome, times] of report.counts) add(mutator, outcome, times);
      for (const one of report.failed) failed.push(one);
      if (!report.done) return;
      clearInterval(watch);
      void worker.terminate().then(() => resolve(total));
    });
    worker.on('error', (error) => give('raw', String(error.stack)));
  });
}

function elapsedSince(beganAtMs: number): number {
  return (Math.round(performance.timeOrigin + performance.now()) % 2 ** 31) - beganAtMs;
}

function add(mutator: string, outcome: Outcome, times: number): void {
  const row = rows.get(mutator) ?? {};
  row[outcome] = (row[outcome] ?? 0) + times;
  rows.set(mutator, row);
  done += times;
}

function printTable(): void {
  const outcomes: readonly Outcome[] = ['written', 'refused', 'raw', 'output', 'hang', 'memory'];
  const line = (name: string, cellsOfRow: readonly (string | number)[]): void =>
    console.log(`${name.padEnd(46)}${cellsOfRow.map((cell) => String(cell).padStart(9)).join('')}`);
  line('damage', outcomes);
  for (const [mutator, row] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    line(
      mutator,
      outcomes.map((outcome) => row[outcome] ?? 0),
    );
  }
  const seconds = (performance.now() - startedAt) / 1000;
  for (const { kind, words, seed, mutator, base } of failed.slice(0, mostShownFailures)) {
    console.log(`FAILED ${kind}: --only ${seed.toString(16)} (${mutator}, ${base}) ${words}`);
  }
  if (failed.length > mostShownFailures) console.log(`… and ${failed.length - mostShownFailures} more`);
  const rate = `${(done / seconds).toFixed(0)} a second`;
  console.log(
    `run seed ${runSeed}, ${data.files.length} genuine files, ${seconds.toFixed(0)} s, ${rate}, peak ${peakBytes >> 20} MiB`,
  );
  console.log(`${done - failed.length} passed, ${failed.length} failed`);
}
