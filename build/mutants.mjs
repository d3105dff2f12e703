// `npm run test:mutants [-- --runs 4000 --seed 1 --only WORDS]`: seeds one bug after the other into the product's sources and expects the
// tests to notice each of them; each invariant must have been the one that noticed at least once. Ends with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { mutants } from './mutants/list.mjs';
import { inRoot } from './repository.mjs';

const runs = wordAfter('--runs', 4_000);
const seed = wordAfter('--seed', 1);
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : '';
const folder = inRoot('test-results/mutants');

rmSync(folder, { recursive: true, force: true });
let passed = 0;
const rows = [];
const probes = [...new Set(mutants.map(({ probe }) => probe))];
const unmutated = probes.map((probe) => ({ name: `unmutated ${probe}`, probe, patches: [], caughtBy: [] }));
for (const mutant of [...unmutated, ...mutants].filter(({ name }) => name.includes(only))) {
  const startedAt = performance.now();
  const outcome = await tryMutant(mutant);
  const wanted = mutant.patches.length > 0 ? mutant.caughtBy : [null];
  const isRight = outcome.problem === null && wanted.includes(outcome.caught ?? null);
  if (isRight) passed += 1;
  rows.push({
    invariant: mutant.caughtBy.join(', ') || 'none may break',
    mutant: mutant.name,
    'caught by': outcome.problem ?? outcome.caught ?? 'nothing',
    runs: outcome.runs ?? 0,
    seed,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    verdict: isRight ? 'ok' : `WRONG, expected ${mutant.caughtBy.join(' or ') || 'nothing'}`,
  });
  console.log(`${mutant.name}: ${rows.at(-1)['caught by']}${outcome.message ? ` (${outcome.message})` : ''}`);
}
const caught = new Set(rows.map((row) => row['caught by']));
const unproven = Array.from({ length: 12 }, (_, i) => `I${i + 1}`).filter(
  (invariant) => only === '' && !caught.has(invariant),
);
console.table(rows.toSorted((a, b) => a.invariant.localeCompare(b.invariant, 'en', { numeric: true })));
for (const invariant of unproven) console.error(`${invariant}: no seeded bug was caught by it`);
const failed = rows.length - passed + unproven.length;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Bundles the probe with the bug inside and runs it; `caught` is the invariant that broke. */
async function tryMutant(mutant) {
  const name = mutant.name.replaceAll(/[^a-z]+/g, '-');
  try {
    await bundleMutant(mutant, name);
  } catch (error) {
    return { problem: `patch does not apply: ${error.message.split('\n').at(-1)}` };
  }
  const child = spawn(process.execPath, [path.join(folder, name, 'probe.js'), String(runs), String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) return { problem: `probe ended with code ${code}` };
  const { runs: played, failure } = JSON.parse(output.trim().split('\n').at(-1));
  return { problem: null, runs: played, caught: failure?.invariant ?? null, message: failure?.message };
}

async function bundleMutant({ probe, patches }, name) {
  const waiting = new Set(patches);
  await build({
    configFile: false,
    root: inRoot(),
    logLevel: 'silent',
    plugins: [
      {
        name: 'seed-bug',
        enforce: 'pre',
        transform(code, id) {
          let mutated = code;
          for (const patch of patches) {
            if (id.split('?')[0] !== inRoot(patch.file)) continue;
            if (mutated.split(patch.find).length !== 2) throw new Error(`${patch.file}: ${patch.find}`);
            mutated = mutated.replace(patch.find, () => patch.put);
            waiting.delete(patch);
          }
          return mutated === code ? null : { code: mutated, map: null };
        },
      },
    ],
    build: {
      ssr: true,
      target: 'node20',
      outDir: path.join(folder, name),
      minify: false,
      rolldownOptions: {
        input: { probe: inRoot('build/mutants', `${probe}.mjs`) },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  if (waiting.size > 0) throw new Error(`${[...waiting][0].file} is not part of the tests`);
}

function wordAfter(word, otherwise) {
  const at = process.argv.indexOf(word);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}
