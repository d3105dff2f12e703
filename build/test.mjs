// `npm test [suite] [-- --grep text]`, `model` also with `--runs N --seed N`: sets everything up, runs every suite of
// build/suites.mjs or the named one, and ends with the sum as one line `N passed, N failed`.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { createChildGroups } from './child-groups.mjs';
import { inRoot, root } from './repository.mjs';

const startedAt = performance.now();
let reports = null;
let isEnding = false;
const groups = createChildGroups();
// What a suite starts is ended with it; the display stays until the end.
const suiteGroups = createChildGroups();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => end().then(() => process.exit(1)));
const { runtime, display } = await bootstrap();
if (display) groups.adopt(display);

// Only now are there packages to import.
const { bundle } = await import('./bundle.mjs');
const { listSuites } = await import('./suites.mjs');
reports = mkdtempSync(path.join(os.tmpdir(), 'aktentasche-reports-'));
mkdirSync(inRoot('test-results'), { recursive: true });
process.chdir(root);

const { names, grep, words } = readWords(process.argv.slice(2));
const suites = listSuites({ runtime, reports, grep, words, start: suiteGroups.start });
const total = { passed: 0, failed: 0 };
const lines = [];
const failures = [];
if (await isBundled()) for (const name of names ?? Object.keys(suites)) await runSuite(name);
await end();
console.log(`\n${[...failures, ...lines].join('\n')}`);
console.log(`all: ${secondsSince(startedAt)} s with set-up`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

async function isBundled() {
  try {
    await bundle();
    return true;
  } catch (error) {
    console.error(error);
    lines.push('bundle: failed');
    total.failed++;
    return false;
  }
}

/** One suite's failure must not hide what the others would say. */
async function runSuite(name) {
  if (isEnding) return;
  console.log(`\n== ${name}`);
  if (!suites[name]) throw new Error(`No suite ${name}: ${Object.keys(suites).join(', ')}`);
  const suiteStartedAt = performance.now();
  let result;
  try {
    result = await withinLimit(suites[name]);
  } catch (error) {
    console.error(error);
    result = { passed: 0, failed: 1 };
  }
  await suiteGroups.end();
  const { passed, failed, skipped = 0 } = result;
  failures.push(...(result.failures ?? []).map((failure) => `FAILED ${name}: ${failure}`));
  total.passed += passed;
  total.failed += failed;
  const seconds = secondsSince(suiteStartedAt);
  lines.push(`${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''} (${seconds} s)`);
  console.log(lines.at(-1));
}

async function withinLimit({ limitMs, run }) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done after ${limitMs / 60_000} minutes`)), limitMs);
  });
  try {
    return await Promise.race([run(), limit]);
  } finally {
    clearTimeout(timer);
  }
}

async function end() {
  isEnding = true;
  if (reports) rmSync(reports, { recursive: true, force: true });
  await suiteGroups.end();
  await groups.end();
}

function secondsSince(at) {
  return Math.round((performance.now() - at) / 1000);
}

function readWords(argv) {
  const given = argv.filter((word) => word !== '--');
  const names = /^[a-z0-9]+$/.test(given[0] ?? '') ? [given.shift()] : null;
  for (const name of ['runs', 'seed']) {
    const at = names?.[0] === 'model' ? given.indexOf(`--${name}`) : -1;
    if (at >= 0) process.env[`MODEL_${name.toUpperCase()}`] = given.splice(at, 2)[1];
  }
  const at = given.indexOf('--grep');
  const [, grep = null] = at < 0 ? [] : given.splice(at, 2);
  return { names, grep, words: given };
}
