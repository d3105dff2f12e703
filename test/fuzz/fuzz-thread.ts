import { readFileSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Base } from './base.ts';
import { cells, type FailedMutant, type ThreadOrder, type ThreadReport } from './fuzz-messages.ts';
import { makeMutant } from './mutators/list.ts';
import type { Failure, Outcome } from './outcome.ts';
import { makeRandom, seedOfMutant } from './random.ts';
import { answerKinds, tryAnswer } from './try-answer.ts';
import { tryFile } from './try-file.ts';

const longestMs = 2000;
const reportEvery = 100;

const { data, shared, runSeed, from, to, only } = workerData as ThreadOrder;
const bases = data.files.map((file) => new Base(file));
const clock = new Int32Array(shared);
const counts = new Map<string, [mutator: string, outcome: Outcome, count: number]>();
let failed: FailedMutant[] = [];

for (let index = from; index < to; index++) {
  await tryOne(index);
  if (index % reportEvery === reportEvery - 1) report(false);
}
report(true);

async function tryOne(index: number): Promise<void> {
  // Every run begins with the bases themselves: their seeds are their indices.
  const seed = only ?? (index < bases.length ? index : seedOfMutant(runSeed, index));
  Atomics.store(clock, cells.index, index);
  Atomics.store(clock, cells.beganAtMs, Math.max(1, Math.round(performance.timeOrigin + performance.now()) % 2 ** 31));
  let tried = await timed(seed);
  // Others slow this thread in more ways than by taking its time: a hang is one that is repeated.
  for (let again = 0; again < 2 && tried.elapsedMs > longestMs; again++) {
    const next = await timed(seed);
    tried = next.elapsedMs < tried.elapsedMs ? next : tried;
  }
  Atomics.store(clock, cells.beganAtMs, 0);
  const { mutator, base, failures, isWritten, elapsedMs } = tried;
  if (elapsedMs > longestMs) failures.push({ kind: 'hang', words: `${Math.round(elapsedMs)} ms` });
  const [first] = failures;
  const outcome: Outcome = first?.kind ?? (isWritten ? 'written' : 'refused');
  const counted = counts.get(`${mutator} ${outcome}`) ?? [mutator, outcome, 0];
  counted[2]++;
  counts.set(`${mutator} ${outcome}`, counted);
  if (first !== undefined) failed.push({ ...first, seed, mutator, base });
}

type Tried = {
  readonly mutator: string;
  readonly base: string;
  readonly failures: Failure[];
  readonly isWritten: boolean;
  readonly elapsedMs: number;
};

/** Makes the mutant of a seed and tries everything on it; only the trying is timed. */
async function timed(seed: number): Promise<Tried> {
  const random = makeRandom(seed);
  const failures: Failure[] = [];
  const base = bases[seed];
  if (base === undefined && random.once(10)) {
    const kind = random.pick(answerKinds);
    const elapsed = startClock();
    const isWritten = await tryAnswer(kind, data.answers, random, failures);
    return { mutator: `damaged ${kind}`, base: kind, failures, isWritten, elapsedMs: elapsed() };
  }
  const { mutator, bytes, ...mutant } = base
    ? { base, mutator: 'nothing', bytes: Buffer.from(base.bytes) }
    : makeMutant(bases, random);
  if (only !== null && process.env.FUZZ_KEEP) writeFileSync(process.env.FUZZ_KEEP, bytes);
  const elapsed = startClock();
  const isWritten = await tryFile(bytes, random, data.tools, failures);
  return { mutator, base: mutant.base.name, failures, isWritten, elapsedMs: elapsed() };
}

/** Milliseconds since the call; what others took from this thread does not count where the system tells it (Linux). */
function startClock(): () => number {
  const [startedAt, cpuAt] = [performance.now(), threadMs()];
  return () => Math.min(performance.now() - startedAt, threadMs() - cpuAt);
}

/** Processor time of this thread: utime and stime of proc(5), in ticks of 10 ms, which it may be late by. */
function threadMs(): number {
  try {
    const fields = readFileSync('/proc/thread-self/stat', 'latin1').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return performance.now();
  }
}

function report(done: boolean): void {
  parentPort!.postMessage({ counts: [...counts.values()], failed, done } satisfies ThreadReport);
  counts.clear();
  failed = [];
}
