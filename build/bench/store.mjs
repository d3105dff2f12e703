import { describeCase, rotate } from './statistics.mjs';

/** Insert only, both sides, in one worker. */
export const store = {
  counts: [20_000, 100_000],
  notes: [
    'ours: AES-256-GCM over every record, columns for lists and search in memory, cursor in the same transaction',
    'RxDB: free Dexie storage, three indexes, unencrypted; PouchDB: indexeddb adapter, no secondary index, unencrypted',
    'all: same records, batches of 4,096, relaxed durability, fresh database each time, opening and removal not timed, two seconds of rest before each',
  ],
  async run({ counts, repetitions, electron, withPeer }) {
    const plan = counts.flatMap((count) =>
      Array.from({ length: repetitions }, (_, repetition) =>
        rotate(contendersFor(count, 'ours-store', withPeer), repetition).map((contender) => ({
          contender,
          count,
          repetition,
        })),
      ).flat(),
    );
    const measured = await electron.runPlan({ plan });
    return counts.map((count) => recordsPerSecond(`insert ${count}`, count, measured, 'ours-store'));
  },
};

/** Above so many records the peers, which take minutes, are there only when asked for. */
const MOST_FOR_PEERS = 100_000;

/** Who takes part: we, and the peers as far as it makes sense. */
export const contendersFor = (count, ours, withPeer) =>
  count > MOST_FOR_PEERS && !withPeer ? [ours] : [ours, 'rxdb', 'pouchdb'];

/** Turns the measured steps with `count` records into one case in records per second. */
export function recordsPerSecond(name, count, measured, ours) {
  const samples = { ours: [] };
  for (const step of measured.filter((step) => step.count === count)) {
    const who = step.contender === ours ? 'ours' : step.contender;
    samples[who] ??= [];
    samples[who].push((step.held / step.ms) * 1_000);
  }
  return describeCase(name, 'records/s', samples, { biggerIsBetter: true });
}
