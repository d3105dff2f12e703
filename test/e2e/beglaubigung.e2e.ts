import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { inspectPdf } from '../../shared/pdf/api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { endLeftWorkstations, quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { chooseIn, confirmKeyFile, expectAllSent, importPdf, pickNext, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { askPdfsig } from '../workstation/strangers.ts';
import { lookAt } from './look-at.ts';

const passphrase = 'sechs Siegel in der Schublade';
const titel = 'Gutachten Brandschutz';
const pki = path.join(import.meta.dirname, '../fixtures/pki');

test.describe('@beglaubigung', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  test('an electronic Beglaubigungsvermerk is refused to an advanced key and set by a qualified one', async () => {
    test.setTimeout(240_000);
    server = await startStageServer('beglaubigung');
    const desk = await startWorkstation('beglaubigung');
    const { page, app } = desk;
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    const folder = stageFolder('beglaubigung-files');
    chmodSync(folder, 0o777);
    const file = path.join(folder, 'gutachten.pdf');
    writeFileSync(file, writeBrandschutzLetter());
    await importPdf(desk, { file, titel, absender: 'Sachverständigenbüro Lindner' });
    await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
    await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 30_000 });

    await pickNext(app, keyFile(folder, 'rsa.p12'));
    await page.getByRole('button', { name: 'Schlüsseldatei wählen …' }).click();
    await expect(page.getByRole('button', { name: 'Andere …' })).toBeVisible();
    // What a key file holds is known only once it is open.
    await confirm(desk);
    await expect(page.getByText('Kennung: stamp-needs-qualified-signature')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Fassung 2')).toHaveCount(0);
    await lookAt(page, 'stempel/beglaubigung-abgelehnt-de');

    await pickNext(app, keyFile(folder, 'qualified.p12'));
    await page.getByRole('button', { name: 'Andere …' }).click();
    await expect(page.getByText('qualified.p12')).toBeVisible();
    await confirm(desk);
    await expect(page.getByText(/Unterschrieben, Fassung 2/).first()).toBeVisible({ timeout: 60_000 });
    await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 30_000 });
    await lookAt(page, 'stempel/beglaubigung-de');

    const copy = path.join(folder, 'beglaubigt.pdf');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, copy);
    await chooseIn(page, 'Weitere', 'Kopie speichern …');
    await expect(page.getByText(/Kopie .*gespeichert/).first()).toBeVisible();
    const [stamp] = inspectPdf(bytesSource(readFileSync(copy))).stamps;
    expect(stamp?.text).toContain('BEGLAUBIGUNGSVERMERK');
    expect(stamp?.text).toContain('Urschrift ausgestellt von einer Behörde');
    expect(askPdfsig(copy) ?? { valid: [true], wholeFile: true }).toEqual({ valid: [true], wholeFile: true });
    await quitWorkstation(desk);
  });
});

/** Fills in the electronic Beglaubigungsvermerk, puts it where it is offered and confirms the signature that goes with it. */
async function confirm({ page, app }: Workstation): Promise<void> {
  await page.getByRole('button', { name: 'Stempel …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Stempel', { exact: true }).selectOption({ label: 'Beglaubigungsvermerk (elektronisch)' });
  await dialog.getByLabel('Urschrift ausgestellt von').selectOption({ label: 'einer Behörde' });
  await dialog.getByLabel('Ort', { exact: true }).fill('Musterstadt');
  const opened = app.waitForEvent('window', { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Platz wählen' }).click();
  await page.getByRole('button', { name: 'Hier setzen' }).click();
  const window = await opened;
  await lookAt(window, 'stempel/beglaubigung-bestaetigen-de');
  await confirmKeyFile(app, window, 'test');
}

/** A copy that the app, which runs as another user, may read. */
function keyFile(folder: string, name: string): string {
  const file = path.join(folder, name);
  copyFileSync(path.join(pki, name), file);
  chmodSync(file, 0o644);
  return file;
}
