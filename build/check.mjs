// `npm run check`: format and lint, types per folder, import directions. One line per step.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { cruiseImports } from './cruise-imports.mjs';
import { inRoot, root } from './repository.mjs';
import { capture, packageScript } from './run.mjs';

const projects = ['shared', 'electron', 'server', 'renderer', 'renderer/tsconfig.worker.json', 'test'];

/** Runs every check; prints one line each; returns `{ passed, failed }`. */
export async function check() {
  const steps = [
    ['format and lint', () => node('@biomejs/biome/bin/biome', ['ci', '--colors=off', '.'])],
    ...projects.map((project) => [`types of ${project}`, () => checkTypes(project)]),
    ['imports', checkImports],
  ];
  const count = { passed: 0, failed: 0 };
  for (const [name, step] of steps) {
    const startedAt = performance.now();
    const { code, output, note = '' } = await step();
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (code === 0) count.passed++;
    else count.failed++;
    if (code !== 0) console.log(output.trimEnd());
    console.log(`check ${name}: ${code === 0 ? 'ok' : 'FAILED'}${note} (${seconds} s)`);
  }
  return count;
}

const node = (script, words) => capture(process.execPath, [packageScript(script), ...words]);

async function checkTypes(project) {
  const folder = project.split('/')[0];
  const sources = readdirSync(inRoot(folder), { recursive: true }).filter((name) => /\.tsx?$/.test(name));
  if (sources.length === 0) return { code: 0, output: '', note: ', no sources yet' };
  return node('typescript/bin/tsc', ['-p', path.join(root, project), '--pretty', 'false']);
}

async function checkImports() {
  const { violations, cruised, missing } = cruiseImports(root);
  const unseen = missing.map((file) => `not cruised: ${file}`);
  const output = [...violations, ...unseen].join('\n');
  return { code: output ? 1 : 0, output, note: `, ${cruised} modules, ${violations.length} violations` };
}

if (process.argv[1] === import.meta.filename) {
  const { passed, failed } = await check();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
