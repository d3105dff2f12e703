// `npm run bench -- NAME [--json] [--records 20000,100000] [--repetitions 5] [--peer]`: ours and the peers in one run inside the
// real Electron; --peer: also where a peer takes very long. Results go to bench-results/; with --json the last line is one JSON object.
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { createChildGroups } from './child-groups.mjs';
import { inRoot } from './repository.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    records: { type: 'string' },
    repetitions: { type: 'string', default: '5' },
    peer: { type: 'boolean', default: false },
  },
});
const groups = createChildGroups();
const { runtime, display } = await bootstrap();
if (display) groups.adopt(display);
let ending = null;
const end = () => {
  ending ??= groups.end();
  return ending;
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => end().then(() => process.exit(1)));

// Only now are there packages to import.
const { benches } = await import('./bench/list.mjs');
const { bundle } = await import('./bundle.mjs');
const { buildBenchApp, runPlan } = await import('./bench/run-in-electron.mjs');
const { stageApp } = await import('./stage.mjs');

const bench = benches[positionals[0]];
if (!bench) {
  console.error(`usage: npm run bench -- ${Object.keys(benches).join('|')} [--json]`);
  process.exit(2);
}
let stage = null;
let code = 0;
try {
  if (bench.needs) await bundle({ only: bench.needs, log: console.error });
  stage = stageApp(runtime);
  show(await measure());
} catch (error) {
  console.error(error);
  code = 1;
} finally {
  await end();
  stage?.remove();
}
process.exit(code);

async function measure() {
  const loadBefore = os.loadavg();
  const folder = bench.isOutside ? null : await buildBenchApp(stage);
  const electron = {
    runPlan: (config) => runPlan({ stage, folder, groups, config, log: console.error }),
  };
  const counts = values.records?.split(',').map(Number) ?? bench.counts;
  const options = { counts, repetitions: Number(values.repetitions), withPeer: values.peer };
  const cases = await bench.run({ ...options, electron, stage, groups, runtime });
  return {
    name: positionals[0],
    at: new Date().toISOString(),
    runtime: `Electron ${runtime.version}, Node ${process.versions.node}, ${os.cpus().length} cores`,
    load: { before: loadBefore, after: os.loadavg() },
    cases,
  };
}

function show(result) {
  for (const note of bench.notes) console.log(`note: ${note}`);
  console.table(
    Object.fromEntries(
      result.cases.map((one) => [
        `${one.case} [${one.unit}]`,
        {
          ours: `${one.ours.median} (${one.ours.iqr})`,
          ...Object.fromEntries(
            Object.entries(one.peers).map(([who, { median, iqr }]) => [
              who,
              `${median} (${iqr}), ours x${one.ratio[who]}`,
            ]),
          ),
        },
      ]),
    ),
  );
  console.log(
    `median (interquartile range) of ${values.repetitions}; load ${result.load.before} -> ${result.load.after}`,
  );
  mkdirSync(inRoot('bench-results'), { recursive: true });
  const file = path.join(inRoot('bench-results'), `${result.name}-${result.at.replaceAll(':', '')}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  if (values.json) console.log(JSON.stringify(result));
}
