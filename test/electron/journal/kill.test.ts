import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { openJournal } from '../../../electron/journal/journal.ts';
import { makeDeviceKey } from '../../../electron/vault/device-key.ts';
import { tempFolder } from '../temp-folder.ts';

const KILLS = 12;

test(`R1: what was acknowledged survives kill -9 (${KILLS} kills while appending)`, async () => {
  const folder = await tempFolder();
  const script = await bundle(folder);
  const file = path.join(folder, 'journal');
  const key = randomBytes(32);
  const deviceKey = makeDeviceKey();
  let acknowledged = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(process.execPath, [script, file, key.toString('hex'), deviceKey.exportPrivate()]);
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    await once(child.stdout, 'data');
    await sleep(20 + ((kill * 37) % 90));
    child.kill('SIGKILL');
    await once(child, 'close');
    acknowledged = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));

    const journal = await openJournal({ path: file, key, device: 'dev-1', deviceKey, now: () => new Date() });
    const numbers = journal.load().map(({ operation }) => operation.n);
    await journal.end();
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
    expect(numbers.length).toBeGreaterThanOrEqual(acknowledged);
  }
  expect(acknowledged).toBeGreaterThan(KILLS);
});

/** The child as plain JavaScript: Node 20 runs no TypeScript. */
async function bundle(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: path.join(import.meta.dirname, 'append-until-killed.ts'),
      outDir: path.join(folder, 'child'),
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'child.mjs', codeSplitting: false } },
    },
  });
  return path.join(folder, 'child', 'child.mjs');
}
