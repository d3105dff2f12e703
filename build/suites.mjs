// The suites of `npm test`, the cheap ones first. Each returns `{ passed, failed, skipped, failures }`.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs';
import { inRoot } from './repository.mjs';
import { packageScript } from './run.mjs';

const minutes = (count) => count * 60_000;
const shortFaults = ['--kill', '6', '--line', '1', '--power', '1', '--damage', '6', '--full', '1'];

/**
 * Every suite with its time limit, several times what a busy machine needs: a hang fails and ends. `start(program, words,
 * options)` starts a program that is ended with the suite; `reports` is a folder for reports; `words` go to the suite.
 */
export function listSuites({ runtime, reports, start, grep, words }) {
  const vitest = (project) => () => runVitest(project);
  const command = (script, more) => () => runCommand(script, [...more, ...words]);
  const inNode = { program: process.execPath, env: {}, files: [] };
  // Electron brings another crypto library than Node.
  const inElectron = {
    program: runtime.executable,
    env: { ELECTRON_RUN_AS_NODE: '1', AKTENTASCHE_RUNTIME: 'electron' },
    files: [
      ...['sign', 'encryption', 'level', 'validate/validate-pdf'].map((name) => `test/shared/pdf/${name}`),
      ...['test/electron/signer/open-pkcs12', 'test/electron/vault'],
    ],
  };
  return {
    check: { limitMs: minutes(8), run: async () => (await import('./check.mjs')).check() },
    unit: { limitMs: minutes(20), run: vitest('unit') },
    crypto: { limitMs: minutes(8), run: () => runVitest('unit', inElectron) },
    forward: { limitMs: minutes(8), run: vitest('forward') },
    interop: { limitMs: minutes(8), run: vitest('interop') },
    model: { limitMs: minutes(60), run: vitest('model') },
    mutants: { limitMs: minutes(8), run: command('build/mutants.mjs', ['--runs', '1500']) },
    faults: { limitMs: minutes(12), run: command('build/faults.mjs', shortFaults) },
    fuzz: { limitMs: minutes(8), run: command('build/fuzz-pdf.mjs', ['--n', '1500']) },
    corpus: { limitMs: minutes(8), run: command('build/corpus.mjs', []) },
    e2e: { limitMs: minutes(40), run: runPlaywright },
    packages: {
      limitMs: minutes(15),
      run: async () => (await import('./check-deb.mjs')).checkDebs({ runtime }),
    },
  };

  async function runVitest(project, { program, env, files } = inNode) {
    const report = path.join(reports, `${project}-${path.basename(program)}.json`);
    const told = [packageScript('vitest/vitest.mjs'), 'run', '--project', project, '--reporter=default'];
    told.push('--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests', ...files, ...words);
    if (grep) told.push('-t', grep);
    const stdio = ['ignore', 'inherit', 'inherit'];
    const code = await ended(start(program, told, { stdio, env: { ...process.env, ...env } }));
    const result = readReport(report);
    const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = result;
    return { ...count(code, numPassedTests, numFailedTests, numPendingTests), failures: failuresOfVitest(result) };
  }

  async function runPlaywright() {
    const { stageApp } = await import('./stage.mjs');
    const { remove, ...stage } = stageApp(runtime);
    const report = path.join(reports, 'playwright.json');
    const told = [packageScript('@playwright/test/cli.js'), 'test', '--reporter=list,json', '--pass-with-no-tests'];
    told.push(...words);
    if (grep) told.push('--grep', grep);
    try {
      const child = start(process.execPath, told, {
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, AKTENTASCHE_STAGE: JSON.stringify(stage) },
      });
      const code = await ended(child);
      const result = readReport(report);
      const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = result.stats ?? {};
      return { ...count(code, expected, unexpected + flaky, skipped), failures: failuresOfPlaywright(result) };
    } finally {
      remove();
    }
  }

  /** A command of build/ that ends with the line `N passed, N failed`. */
  async function runCommand(script, told) {
    const child = start(process.execPath, [inRoot(script), ...told]);
    let last = '';
    createInterface({ input: child.stdout }).on('line', (line) => {
      console.log(line);
      if (line) last = line;
    });
    const code = await ended(child);
    const [, passed = 0, failed = 0] = (/^(\d+) passed, (\d+) failed$/.exec(last) ?? []).map(Number);
    return count(code, passed, failed, passed + failed === 0 && code === 0 ? 1 : 0);
  }
}

// `close` comes when the last line has been read, `exit` may come before it.
const ended = (child) => new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

// A file that cannot even be loaded has no failed test, only an exit code.
function count(code, passed, failed, skipped) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}
