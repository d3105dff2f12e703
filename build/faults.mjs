// `npm run test:faults -- --kill 200 --line 50 --power 50 --damage 64 --full 20 [--seed 1]`: the real app against the real
// server, killed, cut off, without power, with damaged files and on a full disk, while a person types and it exchanges.
// `--from 8` plays from the run with that number. Nothing that was said to be saved may be lost, nothing may arrive twice. `--mutant NAME` seeds a bug that must be noticed.
// Ends with `N passed, N failed`.
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { createChildGroups } from './child-groups.mjs';
import { mutants } from './faults/mutants.mjs';

/** Without any number: each kind of fault at least once. */
const everyKind = { kill: 10, line: 2, power: 3, damage: 15, full: 2 };
const text = (value) => ({ type: 'string', default: value });
const { values } = parseArgs({
  options: {
    kill: text('0'),
    line: text('0'),
    power: text('0'),
    damage: text('0'),
    full: text('0'),
    seed: text('1'),
    from: text('0'),
    mutant: { type: 'string' },
  },
});
const mutant = values.mutant === undefined ? null : mutants[values.mutant];
if (mutant === undefined) throw new Error(`--mutant takes ${Object.keys(mutants).join(', ')}`);
const { kill, line, power, damage, full } = values;
const given = { kill, line, power, damage, full };
const asked = mutant?.wanted ?? (Object.values(given).every((count) => count === '0') ? everyKind : given);
const wanted = Object.fromEntries(Object.entries(asked).map(([fault, count]) => [fault, Number(count)]));

const groups = createChildGroups();
const { runtime, display } = await bootstrap();
if (display) groups.adopt(display);
let faults = null;
let ending = null;
const end = () => {
  ending ??= (async () => {
    await faults?.end();
    await groups.end();
    faults?.remove();
  })();
  return ending;
};
// Whoever read the lines may go away before the end.
process.stdout.once('error', () => end().then(() => process.exit(1)));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => end().then(() => process.exit(1)));

// Only now are there packages to import.
const { bundle } = await import('./bundle.mjs');
const { setUpFaults } = await import('./faults/set-up.mjs');
const { runFaults } = await import('./faults/run-faults.mjs');

let failed = 1;
try {
  await bundle({ log: console.error });
  faults = await setUpFaults({ runtime, groups, mutant });
  const { table, verdicts, skipped } = await runFaults({
    faults,
    wanted,
    seed: values.seed,
    from: mutant?.from ?? Number(values.from),
    log: console.log,
  });
  console.table(table);
  console.table(verdicts);
  for (const reason of skipped) console.log(`SKIPPED: ${reason}`);
  const broken = verdicts.filter(({ ok }) => !ok);
  failed = mutant ? Number(broken.length === 0) : broken.length;
  if (mutant) console.log(`${values.mutant}: ${broken.map(({ promise }) => promise).join('; ') || 'NOT NOTICED'}`);
  console.log(`${mutant ? 1 - failed : verdicts.length - failed} passed, ${failed} failed`);
} catch (error) {
  console.error(error);
  console.log('0 passed, 1 failed');
} finally {
  await end();
}
process.exit(failed === 0 ? 0 : 1);
