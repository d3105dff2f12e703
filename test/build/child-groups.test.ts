import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createChildGroups } from '../../build/child-groups.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'aktentasche-groups-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Words for bash: job control gives what stays behind a group of its own, as Electron does to an app that it starts anew. */
const anew = (what: string) => ['-c', `set -m; (${what}) & exit 0`];
const testOnLinux = test.skipIf(process.platform !== 'linux');

testOnLinux('a program that starts itself anew has not ended', async () => {
  const done = path.join(folder, 'done');
  const groups = createChildGroups();
  await groups.ended(groups.start('bash', anew(`sleep 0.5; touch '${done}'`)));
  expect(existsSync(done)).toBe(true);
});

testOnLinux('what a program left behind ends with the command', async () => {
  const pidFile = path.join(folder, 'pid');
  const groups = createChildGroups();
  groups.start('bash', anew(`echo $BASHPID > '${pidFile}'; exec sleep 60`));
  const pid = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0);
  await expect.poll(pid).toBeGreaterThan(0);
  await groups.end();
  const state = () => {
    try {
      return readFileSync(`/proc/${pid()}/stat`, 'utf8').split(') ')[1]?.[0];
    } catch {
      return 'gone';
    }
  };
  expect(['gone', 'Z']).toContain(state());
});
