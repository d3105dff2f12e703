// `npm test [unit|e2e|interop|model|packages] [-- --grep text]`, `model` also with `--runs N --seed N`: sets everything up, runs it, ends with one line.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { createChildGroups } from './child-groups.mjs';

const kinds = {
  all: ['check', 'unit', 'e2e', 'packages'],
  unit: ['unit'],
  e2e: ['e2e'],
  interop: ['interop'],
  model: ['model'],
  packages: ['packages'],
};

const { kind, grep, rest } = readWords(process.argv.slice(2));
const groups = createChildGroups();
const { runtime, display } = await bootstrap();
if (display) groups.adopt(display);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => groups.end().then(() => process.exit(1)));

// Only now are there packages to import.
const { bundle } = await import('./bundle.mjs');
const { packageScript, run } = await import('./run.mjs');
const { root } = await import('./repository.mjs');
const reports = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-reports-'));
mkdirSync(path.join(root, 'test-results'), { recursive: true });

const suites = {
  check: async () => (await import('./check.mjs')).check(),
  unit: () => runVitest([]),
  interop: () => runVitest(['test/interop']),
  model: () => runVitest(['test/model']),
  e2e: runPlaywright,
  packages: async () => (await import('./check-deb.mjs')).checkDebs({ runtime }),
};

const total = { passed: 0, failed: 0 };
const lines = [];
try {
  await bundle();
  for (const name of kinds[kind]) {
    console.log(`\n== ${name}`);
    const startedAt = performance.now();
    const { passed, failed, skipped = 0 } = await suites[name]();
    total.passed += passed;
    total.failed += failed;
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    lines.push(`${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''} (${seconds} s)`);
  }
} catch (error) {
  console.error(error);
  total.failed++;
} finally {
  rmSync(reports, { recursive: true, force: true });
  await groups.end();
}
console.log(`\n${lines.join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

async function runVitest(places) {
  const report = path.join(reports, 'vitest.json');
  const words = [packageScript('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json'];
  words.push(`--outputFile.json=${report}`, '--passWithNoTests', ...places, ...rest);
  if (grep) words.push('-t', grep);
  const code = await run(process.execPath, words);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = readReport(report);
  return count(code, numPassedTests, numFailedTests, numPendingTests);
}

async function runPlaywright() {
  const { stageApp } = await import('./stage.mjs');
  const stage = stageApp(runtime);
  const report = path.join(reports, 'playwright.json');
  const words = [
    packageScript('@playwright/test/cli.js'),
    'test',
    '--reporter=list,json',
    '--pass-with-no-tests',
    ...rest,
  ];
  if (grep) words.push('--grep', grep);
  const { remove, ...described } = stage;
  try {
    const code = await run(process.execPath, words, {
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, AKTENTASCHE_STAGE: JSON.stringify(described) },
    });
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(report).stats ?? {};
    return count(code, expected, unexpected + flaky, skipped);
  } finally {
    remove();
  }
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

// A file that cannot even be loaded has no failed test, only an exit code.
function count(code, passed, failed, skipped) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}

function readWords(words) {
  const given = words.filter((word) => word !== '--');
  const kind = given[0] in kinds ? given.shift() : 'all';
  for (const name of ['runs', 'seed']) {
    const at = kind === 'model' ? given.indexOf(`--${name}`) : -1;
    if (at >= 0) process.env[`MODEL_${name.toUpperCase()}`] = given.splice(at, 2)[1];
  }
  const at = given.indexOf('--grep');
  const [, grep = null] = at < 0 ? [] : given.splice(at, 2);
  return { kind, grep, rest: given };
}
