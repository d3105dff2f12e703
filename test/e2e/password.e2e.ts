import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { errorsDe } from '../../shared/texts/errors-de.ts';
import { passwortEn } from '../../shared/texts/passwort-en.ts';
import { pruefungEn } from '../../shared/texts/pruefung-en.ts';
import { quitWorkstation, startWorkstation } from '../workstation/app.ts';
import { goTo, importPdf, setUp, sign } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { keyFile } from './bad-input.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';

const fixtures = path.join(import.meta.dirname, '../fixtures/pdf/encrypted');
const passphrase = 'acht Rohrpostbüchsen im Keller';
const titel = 'Vertrauliche Anlage';

test.describe('@password', () => {
  const authority = stageAuthority();

  test('an encrypted PDF asks for its password, is signed, and is closed again with the document', async () => {
    test.setTimeout(400_000);
    const server = await authority.start('password');
    const desk = await startWorkstation('password');
    const { page, app } = desk;
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await sizeWindow(app, page, 1);
    const file = path.join(stageFolder('encrypted-pdf'), 'anlage.pdf');
    copyFileSync(path.join(fixtures, 'v5-r6-aes-256.pdf'), file);
    await importPdf(desk, { file, titel, absender: 'Kanzlei' });
    await open(page);
    await expect(page.getByText('Diese Datei ist mit einem Passwort geschützt.')).toBeVisible({ timeout: 60_000 });
    await lookAtAll(desk, 'password/locked');

    await page.getByRole('button', { name: 'Passwort eingeben …' }).click();
    const dialog = page.getByRole('dialog');
    await page.keyboard.type('falsch');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText(errorsDe['pdf-password-wrong'], { timeout: 60_000 });
    await lookAtAll(desk, 'password/wrong');
    await dialog.getByLabel('Passwort der Datei').fill('Tür 4');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0, { timeout: 60_000 });
    await expect(page.getByText(/Diese Datei ist verschlüsselt und geöffnet/)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/Seite 1 \/ 1|1 Seite/).first()).toBeVisible({ timeout: 60_000 });
    await lookAt(page, 'password/open');

    await sign(desk, { keyFile: keyFile(stageFolder('keys'), 'ec.p12'), password: 'test', visible: false });
    await expect(page.getByText('Max Mustermann').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/Diese Datei ist verschlüsselt und geöffnet/)).toBeVisible();

    // What was signed beside the file as it is: both states open with the same password, and so does the way back.
    await page.getByRole('button', { name: 'Was wurde unterschrieben?' }).click();
    await bothStates(page);
    await lookAt(page, 'password/compare-de');
    await page.getByRole('button', { name: 'Zum Dokument' }).click();
    await expect(page.getByText(/Diese Datei ist verschlüsselt und geöffnet/)).toBeVisible({ timeout: 60_000 });
    await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 30_000 });

    // Closing the document forgets the password, whichever of the two was shown last.
    await page.getByRole('button', { name: 'Was wurde unterschrieben?' }).click();
    await bothStates(page);
    await open(page);
    await expect(page.getByText('Diese Datei ist mit einem Passwort geschützt.')).toBeVisible({ timeout: 60_000 });

    await page.keyboard.press('Alt+5');
    await page.getByLabel(/^(Sprache|Language)/).selectOption('en');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.keyboard.press('Alt+1');
    await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
    await page.getByRole('button', { name: passwortEn['pdfPassword.ask'] }).click();
    await page.getByRole('dialog').getByLabel(passwortEn['pdfPassword.field']).fill('Tür 4');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: pruefungEn['vergleich.open'] }).click();
    await bothStates(page);
    await lookAt(page, 'password/compare-en');
    await quitWorkstation(desk);
  });
});

async function bothStates(page: Page): Promise<void> {
  await expect(page.frameLocator('iframe').locator('canvas').nth(1)).toBeVisible({ timeout: 60_000 });
}

async function open(page: Page): Promise<void> {
  await goTo(page, 'Posteingang');
  await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
  await expect(page.getByRole('complementary').getByRole('heading', { name: titel })).toBeVisible();
}
