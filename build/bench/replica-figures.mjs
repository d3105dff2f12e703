import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { awaitJsonLine } from '../child-groups.mjs';
import { inRoot } from '../repository.mjs';
import { ownedFolder } from '../stage.mjs';
import { describeCase } from './statistics.mjs';

const password = 'bench-musterstadt';
const worker = 'figures-worker.js';

/** From the released key to answerable lists, and what the open replica holds in memory. */
export const unlock = {
  counts: [10_000, 100_000, 500_000],
  notes: [
    'after Argon2id: from the released key to columns that lists are answered from; a process of its own per count',
    'without snapshot: after a crash, from the sealed blocks; with snapshot: after a lock',
    'memory: resident, anonymous, beyond the same process before the unlock, after the collector ran',
  ],
  async run({ counts, repetitions, electron }) {
    const cases = [];
    for (const count of counts) {
      const profile = `bench-unlock-${count}-${Date.now()}`;
      const run = (plan) => electron.runPlan({ plan, profile, worker, collect: true });
      await run([{ contender: 'fill', count }]);
      const turns = Array.from({ length: repetitions }, () => [
        { contender: 'with snapshot', count },
        { contender: 'without snapshot', count },
      ]).flat();
      const memory = [];
      for (let i = 0; i < repetitions; i++) memory.push(...(await run([{ contender: 'memory', count }])));
      const measured = await run(turns);
      for (const how of ['with snapshot', 'without snapshot']) {
        const samples = measured.filter(({ contender }) => contender === how).map(({ values }) => values.ms);
        cases.push(alone(`unlock ${count} ${how}`, 'ms', samples, false));
      }
      cases.push(
        alone(
          `memory ${count}`,
          'MB',
          memory.map(({ values }) => values.megabytes),
          false,
        ),
      );
    }
    return cases;
  },
};

/** Pages of the list, sorted and filtered in every way. */
export const list = {
  counts: [10_000, 100_000, 500_000],
  notes: [
    '400 pages of 60 Vorgaenge in six orders, both directions, with and without text; what sorts first is among them',
  ],
  async run({ counts, repetitions, electron }) {
    const cases = [];
    for (const count of counts) {
      const turns = Array.from({ length: repetitions }, () => ({ contender: 'list', count }));
      const measured = await electron.runPlan({ plan: [{ contender: 'fill', count }, ...turns], worker });
      const lists = measured.filter(({ contender }) => contender === 'list').map(({ values }) => values);
      for (const value of ['p50', 'p95', 'worst'])
        cases.push(
          alone(
            `list ${count} ${value}`,
            'ms',
            lists.map((values) => values[value]),
            false,
          ),
        );
    }
    return cases;
  },
};

/** What waits for the person, in every Kreis. */
export const vorrat = {
  counts: [100_000],
  notes: [
    '400 pages of 60 rows of the Einheit and of those the person stands in for, with and without text, after the first; then 40 answers each after a change',
    'nearly a third of all Vorgaenge wait, which is far more than anybody has: every row of the Einheit is placed',
  ],
  async run({ counts, repetitions, electron }) {
    const cases = [];
    for (const count of counts) {
      const turns = Array.from({ length: repetitions }, () => ({ contender: 'vorrat', count }));
      const plan = [{ contender: 'fill', count }, ...turns];
      const measured = await electron.runPlan({ plan, worker });
      const answers = measured.filter(({ contender }) => contender === 'vorrat').map(({ values }) => values);
      for (const [value, unit] of Object.entries({ first: 'ms', p95: 'ms', changed: 'ms', waiting: 'rows' }))
        cases.push(
          alone(
            `vorrat ${count} ${value}`,
            unit,
            answers.map((values) => values[value]),
            false,
          ),
        );
    }
    return cases;
  },
};

/** One large file in and out of the packs; counts are MiB. */
export const blob = {
  counts: [1_024],
  notes: ['one file, sealed in chunks and written, every pack flushed at the end, then read and opened; not hashed'],
  async run({ counts, repetitions, electron }) {
    const plan = counts.flatMap((count) =>
      Array.from({ length: repetitions }, (_, repetition) => ({ contender: 'blob', count, repetition })),
    );
    const measured = await electron.runPlan({ plan, worker });
    return counts.flatMap((count) =>
      ['write', 'read'].map((way) => {
        const samples = measured.filter((step) => step.count === count).map(({ values }) => values[way]);
        return alone(`${way} ${count} MiB`, 'MB/s', samples, true);
      }),
    );
  },
};

/** A colleague's 100 changes until the open list shows them, with the real server. */
export const delta = {
  counts: [20_000],
  needs: ['server'],
  notes: [
    'hello, pull of 100 changed Vorgaenge, checked, sealed, columns, list answered; real server on the same machine',
  ],
  async run({ counts, repetitions, electron, stage, groups }) {
    const cases = [];
    for (const count of counts) {
      const data = ownedFolder(stage.folder, `server-${count}`);
      mkdirSync(data, { recursive: true });
      const server = groups.start(process.execPath, [
        inRoot('dist/server/serve.js'),
        ...['--port', '0', '--data', path.join(data, 'data')],
        ...['--seed', 'large', '--vorgaenge', String(count), '--demo-password', password],
      ]);
      const { listening: origin } = await awaitJsonLine(server, 'listening');
      const account = (name) => ({ origin, name, password });
      const plan = Array.from({ length: repetitions }, () => ({ contender: 'delta', count }));
      const config = { plan, worker, server: account('brandt'), colleague: account('yildiz') };
      const measured = await electron.runPlan(config);
      cases.push(
        alone(
          `100 changes of ${count}`,
          'ms',
          measured.map(({ values }) => values.ms),
          false,
        ),
      );
      server.kill('SIGTERM');
    }
    return cases;
  },
};

function alone(name, unit, ours, biggerIsBetter) {
  return describeCase(name, unit, { ours }, { biggerIsBetter });
}
