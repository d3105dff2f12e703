import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { inspectPdf } from '../../shared/pdf/api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { endLeftWorkstations, quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { expectAllSent, fileTo, goTo, importPdf, jumpTo, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { certifiedPdf } from './bad-input.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';

const passphrase = 'neun Lampen über dem Archiv';
const zeichen = '63.04.900/2026-1';
const briefe = ['Stempelprobe Antrag', 'Stempelprobe Lageplan'] as const;
const beglaubigt = 'Stempelprobe Gutachten';

test.describe('@stamps', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  test('a kind made in the editor, a batch of receipt stamps, a Laufzettel and a Vorgang as one file', async () => {
    test.setTimeout(600_000);
    server = await startStageServer('stamps');
    const desk = await startWorkstation('stamps');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'weiss', kennwort: demoPassword, passphrase });
    await expectAllSent(page);

    await makeKind(desk);
    await stampBatch(desk);
    await makeLaufzettel(desk);
    await saveVorgang(desk);
    await quitWorkstation(desk);
  });
});

/** By keyboard alone: a new kind with a line of its own, in blue, at another place; valid for everybody. */
async function makeKind(desk: Workstation): Promise<void> {
  const { page } = desk;
  await page.keyboard.press('Alt+5');
  await tabTo(page, 'Stempel bearbeiten …');
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'Angaben zum Stempel' });
  await expect(form).toBeVisible();
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  await lookAt(page, 'stempel/eingang-de');

  await page.getByRole('button', { name: 'Neuer Stempel' }).focus();
  await page.keyboard.press('Enter');
  await typeInto(page, 'Name (deutsch)', 'Rechnerisch richtig');
  await typeInto(page, 'Name (englisch)', 'Calculation checked');
  await typeInto(page, 'Zeile 1', 'RECHNERISCH RICHTIG');
  await form.getByLabel('Farbe').focus();
  await page.keyboard.press('b');
  await expect(page.getByText('RECHNERISCH RICHTIG', { exact: false }).last()).toBeVisible();

  const place = page.getByRole('button', { name: 'Platz ändern …' });
  await expect(place).toBeEnabled({ timeout: 30_000 });
  await place.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Hier setzen' })).toBeEnabled();
  for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/mm vom rechten und 7\d mm vom oberen Rand/)).toBeVisible();
  await expect(place).toBeEnabled({ timeout: 30_000 });
  await lookAt(page, 'stempel/neu-de');

  await typeInto(page, 'Zeile 2', '{gibtesnicht}');
  await expect(page.getByText('Eine Zeile nennt ein Feld, das es nicht gibt.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Speichern' })).toBeDisabled();
  await typeInto(page, 'Zeile 2', '{datum}');
  await page.getByRole('button', { name: 'Speichern' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/„Rechnerisch richtig“ gespeichert/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Rechnerisch richtig/ })).toBeVisible();
  await expectAllSent(page);

  await lookAtAll(desk, 'stempel/editor');
  await lookAtAll(desk, 'stempel/vorschau', async () => {
    await page.locator('iframe').scrollIntoViewIfNeeded();
    await expect(frame.locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  });
}

/** Three documents marked by keyboard, one of them certified against changes: two are stamped, one says why not. */
async function stampBatch(desk: Workstation): Promise<void> {
  const { page } = desk;
  const folder = stageFolder('stamps-files');
  for (const titel of [...briefe, beglaubigt]) {
    const file = path.join(folder, `${titel}.pdf`);
    writeFileSync(file, titel === beglaubigt ? certifiedPdf() : writeBrandschutzLetter());
    await importPdf(desk, { file, titel, absender: 'Bauherrin Lindner' });
  }
  for (const titel of [...briefe, beglaubigt]) await page.getByLabel(`${titel} auswählen`).check();
  await page.getByRole('button', { name: 'Stempeln …', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('bereit')).toHaveCount(3);
  await lookAtAll(desk, 'stempel/liste');
  await tabTo(page, '3 Dokumente stempeln');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('2 gestempelt, 1 abgelehnt, 0 nicht begonnen')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText('gestempelt, Fassung 2')).toHaveCount(2);
  await lookAtAll(desk, 'stempel/ergebnis');
  await dialog.getByRole('button', { name: 'Schließen' }).click();
  await expect(page.getByRole('row', { name: new RegExp(briefe[0]) })).toContainText('gestempelt');
}

/** Where the stamp is refused, the Laufzettel bears it, beside the untouched file. */
async function makeLaufzettel(desk: Workstation): Promise<void> {
  const { page } = desk;
  await page.getByRole('row', { name: new RegExp(beglaubigt) }).dblclick();
  await page.getByRole('button', { name: 'Stempel …' }).click();
  const dialog = page.getByRole('dialog');
  await lookAtAll(desk, 'stempel/dialog');
  await dialog.getByRole('button', { name: 'Platz wählen' }).click();
  const offer = dialog.getByRole('button', { name: /^(Laufzettel mit diesem Stempel|Create a routing slip)/ });
  await expect(offer).toBeVisible({ timeout: 30_000 });
  await lookAtAll(desk, 'stempel/laufzettel-angebot', () => offer.scrollIntoViewIfNeeded());
  await offer.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `Laufzettel zu ${beglaubigt}` }).first()).toBeVisible();
  await expect(page.frameLocator('iframe').locator('canvas').first()).toBeVisible({ timeout: 30_000 });
  await lookAt(page, 'stempel/laufzettel-de');
}

/** Two stamped letters of a Vorgang as one file: read back by the engine, nothing changed in the Vorgang. */
async function saveVorgang({ page, app }: Workstation): Promise<void> {
  await goTo(page, 'Posteingang');
  for (const titel of briefe) await fileTo(page, titel, zeichen);
  await expectAllSent(page);
  await jumpTo(page, zeichen);
  const outgoing = stageFolder('stamps-out');
  // The app runs as another user.
  chmodSync(outgoing, 0o777);
  const target = path.join(outgoing, 'Vorgang.pdf');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, target);
  await page.getByRole('button', { name: 'Als PDF speichern …' }).click();
  const dialog = page.getByRole('dialog');
  await lookAt(page, 'stempel/sammlung-de');
  await dialog.getByRole('button', { name: 'Speichern unter …' }).click();
  await expect(dialog.getByText(/Blatt gespeichert/)).toBeVisible({ timeout: 60_000 });
  await lookAt(page, 'stempel/sammlung-fertig-de');
  await dialog.getByRole('button', { name: 'Schließen' }).click();
  const facts = inspectPdf(bytesSource(readFileSync(target)));
  expect(facts.pages.length).toBeGreaterThanOrEqual(4);
  expect(facts.signatureFields).toEqual([]);
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await expect(field).toHaveValue(text);
}

/** Walks by the Tab key to a button. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (text === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${name}`);
}
