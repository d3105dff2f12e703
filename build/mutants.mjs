// `npm run test:mutants [-- --runs 4000 --seed 1]`: seeds one bug after the other into the product's sources and expects the
// tests to notice each of them. Ends with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { mutants } from './mutants/list.mjs';
import { inRoot } from './repository.mjs';

const runs = wordAfter('--runs', 4_000);
const seed = wordAfter('--seed', 1);
const folder = inRoot('test-results/mutants');

rmSync(folder, { recursive: true, force: true });
let passed = 0;
const rows = [];
const probes = [...new Set(mutants.map(({ probe }) => probe))];
const unmutated = probes.map((probe) => ({ name: `unmutated ${probe}`, probe, patches: [], caughtBy: [] }));
for (const mutant of [...unmutated, ...mutants]) {
  const startedAt = performance.now();
  const outcome = await tryMutant(mutant);
  const isRight = outcome.problem === null && mutant.caughtBy.includes(outcome.caught) === mutant.patches.length > 0;
  if (isRight) passed += 1;
  rows.push({
    mutant: mutant.name,
    'caught by': outcome.problem ?? outcome.caught ?? 'nothing',
    runs: outcome.runs ?? 0,
    seed,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    verdict: isRight ? 'ok' : `WRONG, expected ${mutant.caughtBy.join(' or ') || 'nothing'}`,
  });
  console.log(`${mutant.name}: ${rows.at(-1)['caught by']}${outcome.message ? ` (${outcome.message})` : ''}`);
}
console.table(rows);
console.log(`${passed} passed, ${rows.length - passed} failed`);
process.exit(passed === rows.length ? 0 : 1);

/** Bundles the probe with the bug inside and runs it; `caught` is the invariant that broke. */
async function tryMutant(mutant) {
  const name = mutant.name.replaceAll(/[^a-z]+/g, '-');
  try {
    await bundleMutant(mutant, name);
  } catch (error) {
    return { problem: `patch does not apply: ${error.message}` };
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
