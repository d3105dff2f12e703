import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { commonName } from '../../shared/pdf/sign/certificate.ts';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { testKey } from '../fixtures/pdf/sign-with.ts';
import { quitWorkstation, stage, startWorkstation, type Workstation } from '../workstation/app.ts';
import { chooseIn, expectAllSent, expectOffline, goTo, importPdf, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { askOpenssl, askPdfsig } from '../workstation/strangers.ts';
import { lookAtAll, sizeWindow } from './look-at.ts';

const root = path.join(import.meta.dirname, '../..');
const pki = path.join(root, 'test/fixtures/pki');
const passphrase = 'zehn Petschaften im Stahlschrank';
const titel = 'Bescheid Großtagespflege';
const subject = commonName(testKey('rsa').certificate.subject);

test.describe('@seal', () => {
  const authority = stageAuthority();

  test('S59: who may use the seal puts it on a document and sees it judged; a colleague without the role sees nothing of it', async () => {
    test.setTimeout(420_000);
    const keyFile = path.join(stageFolder('seal-key'), 'siegel.p12');
    copyFileSync(path.join(pki, 'rsa.p12'), keyFile);
    const server = await authority.start('seal', {
      args: ['--seal-key', keyFile],
      env: { SEAL_PASSWORD: 'test' },
    });
    administer('user', 'roles', 'brandt', '--rollen', 'sachbearbeitung,siegel');
    administer('trust', 'import', path.join(pki, 'ca.pem'));

    const desk = await startWorkstation('seal');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    const letter = path.join(stageFolder('seal-files'), 'Bescheid.pdf');
    writeFileSync(letter, writeBrandschutzLetter());
    await importPdf(desk, { file: letter, titel, absender: 'Amt für Jugend' });
    await expectAllSent(page);
    await open(page);

    await lookAtSection(desk);
    await putSeal(page);
    await expect(page.getByText(`Siegel von ${subject}`, { exact: false }).first()).toBeVisible();
    await lookAtSealed(desk);
    await judgeCopy(desk);

    await expectNothingFor('yildiz', server.url);
    await server.end('SIGTERM');
    await expectOffline(page);
    await open(page);
    await expect(sealSection(page)).toHaveCount(0);
    await quitWorkstation(desk);
  });

  /** What the administrators of the authority do on the server's command line. */
  function administer(...words: readonly string[]): void {
    const script = path.join(root, 'dist/server/admin.js');
    const { status, stderr } = spawnSync(process.execPath, [script, '--data', authority.dataFolder, ...words], {
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
  }
});

async function open(page: Page): Promise<void> {
  await goTo(page, 'Posteingang');
  await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
  await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 60_000 });
}

const sealSection = (page: Page) => page.getByRole('heading', { name: /^(Siegel der Behörde|Seal of the authority)$/ });
const sealButton = (page: Page) => page.getByRole('button', { name: /^(Siegeln|Seal) …$/ });

/** The section and its question. */
async function lookAtSection(desk: Workstation): Promise<void> {
  const { page } = desk;
  await expect(sealButton(page)).toBeEnabled({ timeout: 60_000 });
  await lookAtAll(desk, 'siegel/abschnitt', () => sealSection(page).scrollIntoViewIfNeeded());
  await sealButton(page).press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await lookAtAll(desk, 'siegel/frage');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** By keyboard alone: the button, the question, and back on the button the next Version is there. */
async function putSeal(page: Page): Promise<void> {
  await sealButton(page).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Jetzt siegeln' }).press('Enter');
  await expect(dialog).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByText(/^Fassung 2 · mit Unterschrift/).first()).toBeVisible({ timeout: 60_000 });
}

/** Who sealed, what it is worth, and in the history that it was the seal. */
async function lookAtSealed(desk: Workstation): Promise<void> {
  const panel = desk.page.getByRole('complementary');
  await expect(panel.getByText('gültig', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByText(subject, { exact: true })).toBeVisible();
  await expect(panel.getByText(/Mit dem Siegel der Behörde versehen/)).toBeVisible();
  const verdict = panel.getByText(/^(gültig|valid)$/);
  await lookAtAll(desk, 'siegel/gesiegelt', () => verdict.scrollIntoViewIfNeeded());
}

/** The sealed file outside the app, in the eyes of two other programs. */
async function judgeCopy({ page, app }: Workstation): Promise<void> {
  const file = path.join(stage().profiles, 'gesiegelt.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await chooseIn(page, 'Weitere', 'Kopie speichern …');
  await expect(page.getByText(/Kopie von Fassung 2 gespeichert/).first()).toBeVisible();
  expect(askPdfsig(file) ?? { valid: [true], wholeFile: true }).toEqual({ valid: [true], wholeFile: true });
  expect(askOpenssl(file, path.join(pki, 'ca.pem')) ?? [true]).toEqual([true]);
}

/** The colleague of the same office sees the sealed document, and no way to seal. */
async function expectNothingFor(name: string, url: string): Promise<void> {
  const desk = await startWorkstation(`seal-${name}`);
  const { page } = desk;
  await setUp(page, { server: url, name, kennwort: demoPassword, passphrase });
  await expectAllSent(page);
  await open(page);
  await expect(page.getByText('gültig', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Unterschreiben …', exact: true })).toBeEnabled();
  await expect(sealSection(page)).toHaveCount(0);
  await quitWorkstation(desk);
}
