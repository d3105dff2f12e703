import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { packageScript } from './run.mjs';

const codeFolders = ['shared', 'electron', 'renderer', 'server', 'test'];
const maxOutputBytes = 256 * 1024 * 1024;

/**
 * Checks the import rules of `.dependency-cruiser.cjs` in `folder`. Returns `{ violations, cruised, missing }`:
 * one sentence per broken rule, the number of modules read, and the files that git lists but the cruise did not see
 * (a cruise that cannot read the project reports no violations at all).
 */
export function cruiseImports(folder) {
  const places = codeFolders.filter((name) => existsSync(path.join(folder, name)));
  const script = packageScript('dependency-cruiser/bin/dependency-cruise.mjs');
  const words = [script, ...places, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const result = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', maxBuffer: maxOutputBytes });
  if (!result.stdout) throw new Error(`dependency-cruiser failed: ${result.stderr || result.error}`);
  const { modules, summary } = JSON.parse(result.stdout);
  const seen = new Set(modules.map((module) => module.source));
  return {
    violations: summary.violations.filter((violation) => violation.rule.severity === 'error').map(describe),
    cruised: modules.filter((module) => codeFolders.includes(module.source.split('/')[0])).length,
    missing: listCode(folder, places).filter((file) => !seen.has(file)),
  };
}

function describe({ rule, from, to, cycle }) {
  const way = cycle ? cycle.map((step) => step.name ?? step).join(' -> ') : to;
  return `${rule.name}: ${from} -> ${way}`;
}

function listCode(folder, places) {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...places];
  return execFileSync('git', words, { cwd: folder, encoding: 'utf8' })
    .split('\0')
    .filter((file) => /\.tsx?$/.test(file) && existsSync(path.join(folder, file)));
}
