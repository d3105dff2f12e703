import { cpSync } from 'node:fs';
import { lchown, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import {
  attachAfterRelaunch,
  endLeftWorkstations,
  killTree,
  quitWorkstation,
  stage,
  startWorkstation,
} from '../workstation/app.ts';
import { TestDevice } from '../workstation/device.ts';
import { editField, expectAllSent, goTo, jumpTo, setUp, unlock } from '../workstation/person.ts';
import { processesOf } from '../workstation/process-memory.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';

const passphrase = 'elf Schubladen voller Stempelkissen';
const zeichen = '63.04.900/2026-1';
const isRoot = process.getuid?.() === 0;

test.describe('@lock', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    if (isRoot) for (const pid of processesOf(path.join(stage().folder, 'electron'))) killTree(pid);
    await server?.end('SIGTERM');
  });

  test('a profile that was copied and used twice goes on as a new device and sends what it has', async () => {
    server = await startStageServer('twins');
    const first = await startWorkstation('twin');
    await setUp(first.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(first.page);
    await quitWorkstation(first);
    await copyProfile('twin', 'other-twin');

    const twin = await startWorkstation('twin');
    await unlock(twin.page, passphrase);
    await jumpTo(twin.page, zeichen);
    await editField(twin.page, 'Telefon', '0341 555 0188');
    await expectAllSent(twin.page);
    await quitWorkstation(twin);

    const { page, app, profile } = await startWorkstation('other-twin');
    await unlock(page, passphrase);
    await jumpTo(page, zeichen);
    await editField(page, 'Beteiligte', 'Thusnelda Zackenbarsch');
    await expect(page.getByRole('contentinfo').getByText(/kopiert und doppelt benutzt/)).toBeVisible();
    await goTo(page, 'Einstellungen');
    await page.getByRole('button', { name: 'Als neues Gerät weiterarbeiten …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Als neues Gerät weiterarbeiten' });
    await dialog.getByLabel('Name', { exact: true }).fill('brandt');
    await dialog.getByLabel('Kennwort', { exact: true }).fill(demoPassword);
    const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
    await dialog.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await ended;
    const locked = await attachAfterRelaunch(profile);
    await unlock(locked, passphrase);
    await expectAllSent(locked);

    const colleague = await TestDevice.enrol(server.url, 'brandt', demoPassword);
    await colleague.pull();
    const vorgang = colleague.records.get('vorgang/vorgang-bauamt-900-1');
    expect(vorgang?.felder).toMatchObject({ telefon: '0341 555 0188', beteiligte: ['Thusnelda Zackenbarsch'] });
    await locked.close();
  });
});

/** Copies a profile as a disk image would, for the same user. */
async function copyProfile(from: string, to: string): Promise<void> {
  const { profiles } = stage();
  const folder = path.join(profiles, to);
  // Chromium's lock names the process that holds the profile.
  cpSync(path.join(profiles, from), folder, { recursive: true, filter: (name) => !/Singleton|DevTools/.test(name) });
  if (!isRoot) return;
  const names = await readdir(folder, { recursive: true });
  for (const name of ['', ...names]) await lchown(path.join(folder, name), 65534, 65534);
}
