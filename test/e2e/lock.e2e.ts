import { chownSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import {
  attachAfterRelaunch,
  endLeftWorkstations,
  killTree,
  killWorkstation,
  quitWorkstation,
  stage,
  startWorkstation,
  type Workstation,
} from '../workstation/app.ts';
import { TestDevice } from '../workstation/device.ts';
import {
  editField,
  expectAllSent,
  expectOffline,
  goTo,
  jumpTo,
  pickNext,
  setUp,
  signIn,
  unlock,
} from '../workstation/person.ts';
import { processesOf, scanMemory } from '../workstation/process-memory.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import { type ServerProcess, spawnServer } from '../workstation/start-server.ts';

const passphrase = 'elf Schubladen voller Stempelkissen';
const zeichen = '63.04.900/2026-1';
const canaries = ['Thusnelda Zackenbarsch', 'Frau Oberquell bat um Stillschweigen', 'Noch offen: Herr Jagsthausen'];
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn('not root: the memory of the app is not searched');

test.describe('@lock', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    if (isRoot) for (const pid of appProcesses()) killTree(pid);
    await server?.end('SIGTERM');
  });

  test('Strg L ends the processes that held plaintext, and unlocking brings the screen back', async () => {
    server = await startStageServer('lock');
    const { page, app, profile } = await startWorkstation('lock');
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    await jumpTo(page, zeichen);
    await editField(page, 'Beteiligte', canaries[0] ?? '');
    await page.getByLabel('Neuer Vermerk').fill(canaries[1] ?? '');
    await page.getByRole('button', { name: 'Vermerk hinzufügen' }).click();
    await expect(page.getByText('Vermerk hinzugefügt')).toBeVisible();
    await page.getByLabel('Neuer Vermerk').fill(canaries[2] ?? '');
    const before = isRoot ? appProcesses() : [];
    if (isRoot) {
      const found = new Set(scanMemory(before, canaries).map(({ canary }) => canary));
      expect([...found].sort(), 'the same search before the lock finds all').toEqual([...canaries].sort());
    }

    const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
    await page.keyboard.press('Control+l');
    await ended;
    const locked = await attachAfterRelaunch(profile);
    await expect(locked.getByRole('heading', { name: 'Aktentasche entsperren' })).toBeVisible();
    if (isRoot) {
      const now = appProcesses();
      expect(now.length).toBeGreaterThan(2);
      expect(now.filter((pid) => before.includes(pid))).toEqual([]);
      expect(scanMemory(now, [...canaries, passphrase])).toEqual([]);
    }

    await unlock(locked, passphrase);
    await expect(locked.getByText(zeichen).first()).toBeVisible();
    await expect(locked.getByLabel('Neuer Vermerk')).toHaveValue(canaries[2] ?? '');
    await locked.close();
  });

  test('a Notfallkopie brings an unsent change from a lost device to the server', async () => {
    const dataFolder = stageFolder('server-rescue');
    server = await spawnServer({ dataFolder, seed: 'demo' });
    const { url } = server;
    const lost = await startWorkstation('lost');
    const code = await setUp(lost.page, { server: url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(lost.page);
    await server.end('SIGTERM');
    await expectOffline(lost.page);
    await jumpTo(lost.page, zeichen);
    await editField(lost.page, 'Telefon', '0341 555 0188');
    const folder = await writeNotfallkopie(lost);
    await killWorkstation(lost);

    server = await spawnServer({ dataFolder, port: Number(new URL(url).port) });
    const found = await startWorkstation('found');
    await signIn(found.page, { server: url, name: 'brandt', kennwort: demoPassword });
    await restore(found, { folder, code, passphrase: 'zwölf Birken am Kanal entlang' });
    await unlock(found.page, 'zwölf Birken am Kanal entlang');
    await expectAllSent(found.page);
    const colleague = await TestDevice.enrol(url, 'brandt', demoPassword);
    await colleague.pull();
    const vorgang = colleague.records.get('vorgang/vorgang-bauamt-900-1');
    expect(vorgang?.felder.telefon).toBe('0341 555 0188');
    await quitWorkstation(found);
  });
});

/** Every process of the runtime that the stage laid out for the app's user. */
function appProcesses(): number[] {
  return processesOf(path.join(stage().folder, 'electron'));
}

/** Writes a Notfallkopie to a fresh folder, as to a USB stick; answers the folder of the copy. */
async function writeNotfallkopie({ page, app }: Workstation): Promise<string> {
  const stick = path.join(stageFolder('stick'), 'usb');
  mkdirSync(stick);
  if (isRoot) chownSync(stick, 65534, 65534);
  await goTo(page, 'Einstellungen');
  await pickNext(app, stick);
  await page.getByRole('button', { name: 'Notfallkopie schreiben …' }).click();
  await expect(page.getByText(/Notfallkopie geschrieben: \d+ Dateien/)).toBeVisible();
  const names = readdirSync(stick);
  expect(names).toHaveLength(1);
  return path.join(stick, names[0] ?? '');
}

async function restore(
  { page, app }: Workstation,
  { folder, code, passphrase: next }: { readonly folder: string; readonly code: string; readonly passphrase: string },
): Promise<void> {
  await page.getByRole('button', { name: 'Notfallkopie wiederherstellen' }).click();
  await page.getByLabel('Wiederherstellungscode').fill(code);
  await fillNewPassphrase(page, next);
  await pickNext(app, folder);
  await page.getByRole('button', { name: 'Ordner der Notfallkopie wählen …' }).click();
  await expect(page.getByText(/Wiederhergestellt: 1 Änderung/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Weiter' }).click();
}

async function fillNewPassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Neue Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Neue Passphrase wiederholen', { exact: true }).fill(passphrase);
}
