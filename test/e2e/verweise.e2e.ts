import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { signBytes, testKey } from '../fixtures/pdf/sign-with.ts';
import { startWorkstation } from '../workstation/app.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import { expectAllSent, expectOffline, fileTo, goTo, importPdf, jumpTo, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';
import { printed, printIntoFile } from './print-into-file.ts';

const passphrase = 'zwei Klammern an der Mappe';
const asked = 'Anhörung Moser';
const answer = 'Stellungnahme Weber';

test.describe('@casework @verweise', () => {
  const authority = stageAuthority();

  test('offline: filed into a new Vorgang, taken back, filed again, linked, answered, printed; then the colleague sees the same', async () => {
    const server = await authority.start('verweise');
    const yildiz = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
    await yildiz.pull();
    const akte = String(yildiz.records.get('akte/akte-jugendamt-001')?.felder.aktenzeichen);
    const desk = await startWorkstation('verweise');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    const folder = stageFolder('verweise-files');
    const letter = path.join(folder, 'anhoerung.pdf');
    writeFileSync(letter, await signBytes(writeBrandschutzLetter(), testKey('rsa')));
    const reply = path.join(folder, 'stellungnahme.pdf');
    writeFileSync(reply, writeBrandschutzLetter());
    await importPdf(desk, { file: letter, titel: asked, absender: 'Ingenieurbüro Wohlgemuth' });
    await importPdf(desk, { file: reply, titel: answer, absender: 'Weber' });
    await pullCable(app);
    await jumpTo(page, 'Jetzt abgleichen');
    await expectOffline(page);

    const zeichen = await fileIntoNew(page, akte);
    await lookAtAll(desk, 'ablegen-notiz');
    await page.getByRole('row', { name: new RegExp(answer) }).click();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Zurückgenommen').first()).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(asked) })).toBeVisible();
    await fileTo(page, asked, zeichen);
    // The rows move up when one leaves: a press in that moment would meet another.
    await expect(page.getByRole('row', { name: new RegExp(asked) })).toHaveCount(0);
    await fileTo(page, answer, zeichen);
    await expect(page.getByRole('row', { name: new RegExp(answer) })).toHaveCount(0);
    await page.getByRole('status').getByRole('button', { name: 'Vorgang öffnen' }).click();
    await page.getByRole('button', { name: new RegExp(answer) }).click();

    await link(page);
    await lookAtAll(desk, 'verweise', () =>
      page.getByRole('heading', { name: /^(Verweise|Links)$/ }).scrollIntoViewIfNeeded(),
    );
    // Taken back by the key, and made again; then seen from the other end.
    await page.getByRole('button', { name: new RegExp(`${zeichen} ${asked}`) }).focus();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Kein Verweis von oder zu diesem Dokument.')).toBeVisible();
    await link(page);
    await page.getByRole('button', { name: new RegExp(`${zeichen} ${asked}`) }).press('Enter');
    await expect(page.getByText(/^Beantwortet durch/)).toBeVisible();
    await write(page);
    await expect(page.getByText(/^Antwort auf/)).toBeVisible();

    await jumpTo(page, zeichen);
    await printIntoFile(app);
    await page.getByRole('button', { name: 'Drucken …' }).click();
    const dialog = page.getByRole('dialog');
    await lookAt(page, 'vorgang-drucken-de');
    await dialog.getByRole('button', { name: 'Drucken' }).click();
    await expect(page.getByText('An den Drucker übergeben').first()).toBeVisible({ timeout: 60_000 });
    const file = path.join(folder, 'gedruckt.pdf');
    writeFileSync(file, await printed(app));
    // The cover, the contents, three documents, and a sheet for the one that is signed.
    spawnSync('pdftoppm', ['-r', '40', '-png', file, path.join('test-results/screens', 'vorgang-gedruckt')]);
    expect(spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout).toMatch(/Pages:\s+6\n/);

    await plugCable(app);
    await jumpTo(page, 'Jetzt abgleichen');
    await expectAllSent(page);
    await yildiz.pull();
    const made = [...yildiz.records.values()].filter(({ art, felder }) => art === 'dokument' && felder.verweise);
    const to = [...yildiz.records.values()].find(({ felder }) => felder.titel === asked);
    expect(made.map(({ felder }) => felder.verweise)).toEqual([
      [`antwort>dokument:${to?.id}`],
      [`antwort>dokument:${to?.id}`],
    ]);
    await goTo(page, 'Ausgang');
    await expect(page.getByText('Abgelehnt')).toBeHidden();
  });
});

/** From the Posteingang by keyboard: no Vorgang yet, so a new one in an Akte; answers its Zeichen. */
async function fileIntoNew(page: Page, akte: string): Promise<string> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('row', { name: new RegExp(asked) }).click();
  await page.keyboard.press('a');
  await dialog.getByRole('button', { name: 'Neuer Vorgang …' }).press('Enter');
  await expect(dialog.getByLabel('Akte suchen')).toBeFocused();
  await page.keyboard.type(akte);
  await expect(dialog.getByRole('row').filter({ hasText: akte }).first()).toBeVisible();
  await lookAt(page, 'ablegen-akte-de');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Betreff')).toHaveValue(`${asked}, Ingenieurbüro Wohlgemuth`);
  // A67: nothing is preset, because Fristen hang on it.
  await dialog.getByRole('button', { name: 'Anlegen und ablegen' }).press('Enter');
  await expect(dialog.getByLabel('Vorgangstyp')).toHaveAccessibleDescription(/Bitte wählen Sie den Vorgangstyp/);
  await lookAt(page, 'ablegen-neu-de');
  await dialog.getByLabel('Vorgangstyp').selectOption('Anfrage');
  await dialog.getByRole('button', { name: 'Anlegen und ablegen' }).press('Enter');
  await expect(dialog).toBeHidden();
  const line = await page
    .getByText(/liegt jetzt bei/)
    .first()
    .innerText();
  const zeichen = /liegt jetzt bei (\S+)/.exec(line)?.[1];
  expect(zeichen, line).toBeDefined();
  return zeichen ?? '';
}

/** By keyboard: the Dokument that is open answers the other one. */
async function link(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Verweis …' }).press('Enter');
  await expect(dialog.getByLabel('Dokument suchen')).toBeFocused();
  await dialog.getByLabel('Was dieses Dokument dazu ist').selectOption('Antwort auf');
  await dialog.getByLabel('Dokument suchen').fill('wohlgemuth anhörung');
  await expect(dialog.getByRole('row').filter({ hasText: asked }).first()).toBeVisible();
  await lookAt(page, 'verweis-waehlen');
  await dialog.getByLabel('Dokument suchen').press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^Antwort auf/)).toBeVisible();
}

/** An answer to the Dokument that is open; where it is saved the screen says what it answers. */
async function write(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Antwort schreiben' }).click();
  await page.getByRole('button', { name: /^Vermerk/ }).click();
  await page.getByLabel('Betreff', { exact: true }).fill('Vermerk zur Anhörung');
  const places = page.locator('.open-places .btn');
  for (let left = await places.count(); left > 0; left--) {
    await places.first().click();
    await page.keyboard.type('telefonisch geklärt');
    await expect(places).toHaveCount(left - 1);
  }
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(`Das Schreiben verweist dann als Antwort auf „${asked}“.`)).toBeVisible();
  await lookAt(page, 'antwort-speichern-de');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Fassung 1 · hier geschrieben').first()).toBeVisible({ timeout: 30_000 });
}
