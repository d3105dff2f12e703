import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron } from 'playwright-core';
import { awaitJsonLine } from '../child-groups.mjs';
import { startApp } from '../faults/driven-app.mjs';
import { inRoot } from '../repository.mjs';
import { ownedFolder } from '../stage.mjs';
import { describeCase, rotate } from './statistics.mjs';

const password = 'bench-musterstadt';
const profile = 'bench-start';

/** Cold process to the unlocked list, beside an Electron that shows an empty window. */
export const start = {
  counts: [20_000],
  needs: ['electron', 'preload', 'server', 'renderer'],
  isOutside: true,
  notes: [
    'ours: from the start of the process through the unlock screen (passphrase typed by the driver, Argon2id included) to the first answered list query over all records, server stopped',
    'empty: the same Electron and driver, from the start of the process to an empty page; a ratio below 1 is the price of the product',
  ],
  async run({ counts, repetitions, stage, groups }) {
    const cases = [];
    for (const count of counts) {
      const entry = await fillProfile({ stage, groups, count });
      const blank = writeBlankApp(stage.folder);
      const samples = { ours: [], empty: [] };
      for (let repetition = 0; repetition < repetitions; repetition++)
        for (const who of rotate(Object.keys(samples), repetition))
          samples[who].push(who === 'ours' ? await timeOurs({ stage, entry, count }) : await timeBlank(stage, blank));
      cases.push(describeCase(`start with ${count} records`, 'ms', samples, { biggerIsBetter: false }));
    }
    return cases;
  },
};

/** First run against a server with `count` Vorgaenge; afterwards the profile holds them and the server is gone. */
async function fillProfile({ stage, groups, count }) {
  const data = path.join(ownedFolder(stage.folder, `server-${count}`), 'data');
  mkdirSync(data);
  const words = ['--port', '0', '--data', data, '--seed', 'large', '--vorgaenge', String(count)];
  const server = groups.start(process.execPath, [
    inRoot('dist/server/serve.js'),
    ...words,
    '--demo-password',
    password,
  ]);
  const { listening } = await awaitJsonLine(server, 'listening');
  const entry = {
    server: listening,
    name: 'brandt',
    kennwort: password,
    passphrase: 'Regenschirm-Kaffee-Dienstag-4711',
  };
  const workstation = await startApp({ stage, profile, entry, isFirstRun: true });
  while ((await countVorgaenge(workstation)) < count) await sleep(500);
  await workstation.tell('flush', {});
  await workstation.close();
  server.kill('SIGTERM');
  return entry;
}

async function timeOurs({ stage, entry, count }) {
  const startedAt = performance.now();
  const workstation = await startApp({ stage, profile, entry, isFirstRun: false });
  const listed = await countVorgaenge(workstation);
  const ms = performance.now() - startedAt;
  await workstation.close();
  if (listed < count) throw new Error(`${listed} of ${count} Vorgaenge are listed`);
  return ms;
}

async function timeBlank(stage, folder) {
  const startedAt = performance.now();
  const profileFolder = path.join(stage.profiles, 'bench-blank');
  const app = await _electron.launch({
    executablePath: stage.launcher,
    args: [folder, `--user-data-dir=${profileFolder}`],
    chromiumSandbox: true,
    timeout: 120_000,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  const ms = performance.now() - startedAt;
  await app.close();
  return ms;
}

const firstPage = { akte: null, text: '', sort: 'titel', descending: false, offset: 0, limit: 60 };

async function countVorgaenge(workstation) {
  return (await workstation.ask('vorgaenge', firstPage)).total;
}

function writeBlankApp(parent) {
  const folder = path.join(parent, 'blank');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'blank', type: 'module', main: 'main.js' }));
  writeFileSync(
    path.join(folder, 'main.js'),
    `import { app, BrowserWindow } from 'electron';
app.enableSandbox();
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,<title>blank</title>'));
`,
  );
  return folder;
}
