import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createPlainServer } from 'node:net';
import path from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import packageJson from '../../package.json' with { type: 'json' };
import type { ErrorCode } from '../../shared/errors.ts';
import { errorsDe } from '../../shared/texts/errors-de.ts';
import { quitWorkstation, stage, startWorkstation, type Workstation } from '../workstation/app.ts';
import {
  editField,
  expectAllSent,
  goTo,
  importPdf,
  jumpTo,
  pickNext,
  setUp,
  sign,
  unlock,
} from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { badPdfs, keyFile, makeCertificate } from './bad-input.ts';

const root = path.join(import.meta.dirname, '../..');
const passphrase = 'acht Rohrpostbüchsen im Keller';
const zeichen = '63.04.900/2026-1';
const faketime = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`)
  .find(existsSync);
if (!faketime) console.warn('no faketime: the clock that is 10 minutes off is not tried');

test.describe('@refusals', () => {
  const authority = stageAuthority();

  test('first run and start: every refusal says its code and a German sentence', async () => {
    const server = await authority.start('first-run');
    const desk = await startWorkstation('first-run');
    const { page } = desk;

    await enterServer(page, `http://127.0.0.1:${await closedPort()}`);
    await expectRefusal(page, 'server-not-there');
    await page.getByRole('button', { name: 'Details kopieren' }).click();
    await expect(page.getByRole('button', { name: 'Kopiert' })).toBeVisible();
    const copied = await desk.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toMatch(
      new RegExp(`^Aktentasche ${packageJson.version.replaceAll('.', '\\.')}, .*, Kennung server-not-there\n`),
    );
    const stranger = await startStranger();
    await enterServer(page, `https://127.0.0.1:${stranger.port}`);
    await expectRefusal(page, 'server-certificate');
    stranger.close();
    await enterServer(page, server.url);
    await page.getByLabel('Name', { exact: true }).fill('brandt');
    await page.getByLabel('Kennwort', { exact: true }).fill('falsch');
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await expectRefusal(page, 'sign-in-failed');
    await page.getByRole('button', { name: 'Zurück' }).click();
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });

    // The second start ends by itself; the first goes on.
    const second = spawnSync(stage().launcher, [stage().app, `--user-data-dir=${desk.profile}`], { encoding: 'utf8' });
    expect(second.status).toBe(0);
    expect(second.stderr).toContain('already-running');
    await expectAllSent(page);
    await quitWorkstation(desk);

    const again = await startWorkstation('first-run');
    await again.page.getByLabel('Passphrase', { exact: true }).fill('acht Rohrpostbüchsen im Speicher');
    await again.page.getByRole('button', { name: 'Entsperren' }).click();
    await expectRefusal(again.page, 'passphrase-wrong');
    await unlock(again.page, passphrase);
    await quitWorkstation(again);
  });

  test('PDFs and key files that do not do: refused with code and sentence, the file as received stays', async () => {
    test.setTimeout(300_000);
    const server = await authority.start('files');
    const desk = await startWorkstation('files');
    await setUp(desk.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    const pdfs = badPdfs(stageFolder('bad-pdfs'));
    await importRefused(desk, pdfs.empty, 'pdf-empty');
    await importRefused(desk, pdfs.closed, 'file-not-found');
    for (const { file, titel, code } of pdfs.unreadable) {
      await importPdf(desk, { file, titel, absender: 'Poststelle' });
      await openEingang(desk.page, titel);
      // A password may open it: that is asked for, not refused.
      if (code === 'pdf-encrypted')
        await expect(desk.page.getByRole('button', { name: 'Passwort eingeben …' })).toBeVisible({ timeout: 60_000 });
      else await expectRefusal(desk.page, code);
    }
    const { certified, good } = pdfs;
    await importPdf(desk, { file: certified, titel: 'Beglaubigt', absender: 'Notariat' });
    await openEingang(desk.page, 'Beglaubigt');
    await desk.page.getByRole('button', { name: 'Stempel …' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Platz wählen' }).click();
    await expectRefusal(desk.page.getByRole('dialog'), 'pdf-changes-forbidden');
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Abbrechen' }).click();

    await importPdf(desk, { file: good, titel: 'Gewöhnlich', absender: 'Poststelle' });
    await openEingang(desk.page, 'Gewöhnlich');
    for (const [name, password, code] of refusedKeys) await signRefused(desk, { name, password, code });
    await chooseKey(desk, 'ec.p12');
    await sign(desk, { keyFile: '', password: 'test', visible: false });

    await goTo(desk.page, 'Posteingang');
    for (const titel of [...pdfs.unreadable.map((pdf) => pdf.titel), 'Beglaubigt', 'Gewöhnlich'])
      await expect(desk.page.getByRole('row', { name: new RegExp(titel) })).toBeVisible();
    await quitWorkstation(desk);
  });

  test('a PDF of 300 MB is taken in and shown', async () => {
    test.setTimeout(300_000);
    const server = await authority.start('huge');
    const desk = await startWorkstation('huge');
    await setUp(desk.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    const { huge } = badPdfs(stageFolder('huge-pdf'));
    await importPdf(desk, { file: huge, titel: 'Riesengroß', absender: 'Poststelle' }, 120_000);
    await openEingang(desk.page, 'Riesengroß');
    await expect(desk.page.getByText(/Seite 1 \/ 1|1 Seite/).first()).toBeVisible({ timeout: 120_000 });
    await quitWorkstation(desk);
  });

  test('a wrong clock and a revoked device stop the exchange, say why and keep what was not sent', async () => {
    let server = await authority.start('stopped');
    const port = Number(new URL(server.url).port);
    let desk = await startWorkstation('stopped');
    await setUp(desk.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(desk.page);
    if (faketime) {
      await server.end('SIGTERM');
      server = await authority.start('stopped', { port, env: { LD_PRELOAD: faketime, FAKETIME: '+10m' } });
      await editAndExpectStopped(desk.page, { value: '0341 555 0111', code: 'clock-skew' });
      await server.end('SIGTERM');
      server = await authority.start('stopped', { port });
      await desk.page.getByRole('button', { name: 'Jetzt abgleichen' }).click();
      await expectAllSent(desk.page);
    }
    revokeDevice(authority.dataFolder);
    await editAndExpectStopped(desk.page, { value: '0341 555 0122', code: 'device-revoked' });
    await quitWorkstation(desk);
    desk = await startWorkstation('stopped');
    await unlock(desk.page, passphrase);
    await jumpTo(desk.page, zeichen);
    await expect(desk.page.getByLabel('Telefon', { exact: true })).toHaveValue('0341 555 0122');
    await goTo(desk.page, 'Ausgang');
    await expect(desk.page.getByRole('row', { name: /Nutzungsänderung/ })).toBeVisible();
    await quitWorkstation(desk);
  });
});

const refusedKeys = [
  ['rsa.p12', 'falsch', 'key-password-wrong'],
  ['expired.p12', 'test', 'certificate-expired'],
  ['brainpool.p12', 'test', 'key-algorithm-refused'],
] as const;

/** Code and German sentence stand together where the error happened. */
async function expectRefusal(place: Page | Locator, code: ErrorCode): Promise<void> {
  const note = place.getByRole('alert').filter({ hasText: code });
  await expect(note).toBeVisible({ timeout: 60_000 });
  await expect(note).toContainText(errorsDe[code]);
  await expect(note.locator('small', { hasText: code })).toHaveText(`Kennung: ${code}`);
}

async function enterServer(page: Page, server: string): Promise<void> {
  await page.getByLabel('Server der Behörde').fill(server);
  await page.getByRole('button', { name: 'Weiter' }).click();
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const probe = createPlainServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** A server with a certificate that nobody vouches for. */
async function startStranger(): Promise<{ readonly port: number; close(): void }> {
  const { key, cert } = makeCertificate(stageFolder('stranger'));
  const server = createServer({ key, cert }, (_request, answer) => answer.end('{}'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

async function importRefused({ page, app }: Workstation, file: string, code: ErrorCode): Promise<void> {
  await goTo(page, 'Posteingang');
  await pickNext(app, file);
  await page.getByRole('button', { name: 'Dokument aufnehmen …' }).first().click();
  const dialog = page.getByRole('dialog');
  // Before anybody filled in a form.
  await expectRefusal(dialog, code);
  await dialog.getByRole('button', { name: 'Schließen' }).click();
}

async function openEingang(page: Page, titel: string): Promise<void> {
  await goTo(page, 'Posteingang');
  await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
  await expect(page.getByRole('complementary').getByRole('heading', { name: titel })).toBeVisible();
}

async function chooseKey({ page, app }: Workstation, name: string): Promise<void> {
  await pickNext(app, keyFile(stageFolder('keys'), name));
  await page.getByRole('button', { name: /^(Schlüsseldatei wählen|Andere) …$/ }).click();
  await expect(page.getByText(name)).toBeVisible();
}

/** Main's own window says why, stays open, and nothing is signed. */
async function signRefused(
  desk: Workstation,
  { name, password, code }: { readonly name: string; readonly password: string; readonly code: ErrorCode },
): Promise<void> {
  await chooseKey(desk, name);
  const confirmation = desk.app.waitForEvent('window');
  await desk.page.getByRole('button', { name: 'Unsichtbar unterschreiben …' }).click();
  const window = await confirmation;
  await window.getByLabel('Kennwort der Schlüsseldatei').fill(password);
  await window.getByRole('button', { name: 'Weiter' }).click();
  await expectRefusal(window, code);
  const closed = window.waitForEvent('close');
  // The window may be gone before the click is reported as done.
  await window
    .getByRole('button', { name: 'Abbrechen' })
    .click()
    .catch(() => undefined);
  await closed;
  await expect(desk.page.getByRole('button', { name: 'Unsichtbar unterschreiben …' })).toBeEnabled();
}

/** The status line says the reason's first sentence; the Ausgang says the code and keeps the change. */
async function editAndExpectStopped(
  page: Page,
  { value, code }: { readonly value: string; readonly code: ErrorCode },
): Promise<void> {
  await jumpTo(page, zeichen);
  await editField(page, 'Telefon', value);
  const sentence = errorsDe[code].split(/(?<=\.)\s/)[0] ?? '';
  const line = page.getByRole('contentinfo');
  await expect(line.getByRole('button', { name: sentence })).toBeVisible({ timeout: 60_000 });
  await expect(line).toContainText('Abgleich angehalten');
  await expect(line).toContainText(code);
  await goTo(page, 'Ausgang');
  await expect(page.getByRole('row', { name: /Nutzungsänderung/ })).toBeVisible();
  await page.getByRole('button', { name: 'Jetzt abgleichen' }).click();
  await expectRefusal(page, code);
}

/** As the agency does it: on the server's command line. */
function revokeDevice(dataFolder: string): void {
  const admin = (...words: string[]) =>
    execFileSync(process.execPath, ['dist/server/admin.js', ...words, '--data', dataFolder], {
      cwd: root,
      encoding: 'utf8',
    });
  const devices = admin('device', 'list').split('\n').filter(Boolean);
  expect(devices).toHaveLength(1);
  admin('device', 'revoke', devices[0]?.split(/\s/)[0] ?? '');
}
