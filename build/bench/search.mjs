import { describeCase, rotate } from './statistics.mjs';

/** Above this many documents the peer takes part only when asked for: building its index takes many times as long as ours. */
const MOST_FOR_PEER = 20_000;
/** Above this many its saved index no longer fits into one text. */
const MOST_AT_ALL = 100_000;

/** Full-text search: documents of 2,000 letters, built and saved in one process, opened and searched in the next. */
export const search = {
  counts: [10_000, 100_000],
  notes: [
    'texts by rule (build/bench/contenders/german-text.mjs): 46 % words of form, 250,000 words, compounds, dates',
    'ours: sealed rows in IndexedDB, positions for phrases; a word also finds compounds that contain it, in every case below',
    'minisearch: with our folding, unencrypted JSON, no positions, no compounds; all of it in memory; above 20,000 only with --peer',
    'milliseconds are the 95th percentile of the searches of a kind (60, of compounds 20), none asked before; first = until something is shown',
    'memory: resident, anonymous, beyond the same process before opening, after the collector ran',
  ],
  async run({ counts, repetitions, electron, withPeer }) {
    const cases = [];
    for (const count of counts) {
      const most = withPeer ? MOST_AT_ALL : MOST_FOR_PEER;
      const contenders = count > most ? ['ours'] : ['ours', 'minisearch'];
      const measured = [];
      for (let repetition = 0; repetition < repetitions; repetition++) {
        for (const contender of rotate(contenders, repetition)) {
          const profile = `search-${contender}-${count}-${Date.now()}`;
          for (const phase of ['build', 'use']) {
            const config = { worker: 'search-worker.js', profile, collect: true, plan: [{ contender, count, phase }] };
            measured.push(...(await electron.runPlan(config)));
          }
        }
      }
      cases.push(...casesOf(count, contenders, measured));
    }
    return cases;
  },
};

function casesOf(count, contenders, measured) {
  const made = (name, unit, phase, read, biggerIsBetter = false) => {
    const samples = {};
    for (const contender of contenders) {
      const steps = measured.filter((step) => step.contender === contender && step.phase === phase);
      const values = steps.map(read).filter((value) => value !== undefined);
      if (values.length > 0) samples[contender] = values;
    }
    return describeCase(`${name} ${count}`, unit, samples, { biggerIsBetter });
  };
  const of = (kind, what) => (step) => step.kinds[kind]?.[what];
  return [
    made('build', 'documents/s', 'build', ({ ms }) => (count / ms) * 1_000, true),
    made('index of text', '%', 'build', ({ sealedBytes, textBytes }) => (sealedBytes / textBytes) * 100),
    made('ready', 'ms', 'use', ({ ms }) => ms),
    made('memory when ready', 'MB', 'use', ({ opened }) => opened / 1e6),
    made('memory after the searches', 'MB', 'use', ({ memory }) => memory / 1e6),
    ...['prefix', 'word', 'typo', 'infix', 'phrase', 'two'].flatMap((kind) => [
      made(`${kind} first`, 'ms', 'use', of(kind, 'firstMs')),
      made(kind, 'ms', 'use', of(kind, 'ms')),
      made(`${kind} without a hit`, 'queries', 'use', of(kind, 'none')),
    ]),
  ];
}
