import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { corpusFolder } from '../../build/corpus-folder.mjs';
import { canWriteTiff, makeTiff, plainTiff } from '../fixtures/make-tiff.ts';
import { canWriteJpx, jpxScan } from '../fixtures/packed-scan.ts';
import { letterPicture, scannedLetter } from '../fixtures/scanned-letter.ts';
import { attachAfterRelaunch, startWorkstation } from '../workstation/app.ts';
import { pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import {
  dropFile,
  expectAllSent,
  expectOffline,
  goTo,
  importPdf,
  jumpTo,
  pickNext,
  setUp,
  unlock,
} from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';
import { huntPlaintext } from './plaintext-hunt.ts';

const passphrase = 'sechs Lupen auf dem Aktenwagen';
const titel = 'Widerspruch Weißmüller';
// Words of the scan that the program itself does not have.
const words = ['Umweltgutachten', 'Bärenstraße', 'Ruhestörung'];

const jbig2 = corpusFolder && path.join(corpusFolder, 'scans/linn.pdf');
const hasJbig2 = jbig2 !== null && existsSync(jbig2);
if (!hasJbig2) console.warn('SKIPPED LOUDLY: no corpus of real scans here, none in JBIG2 is read.');

test.describe('@casework @ocr', () => {
  const authority = stageAuthority();

  test('the words of a scan are read on this device, found and selected; a lock interrupts nothing for good', async () => {
    test.setTimeout(180_000);
    const server = await authority.start('ocr');
    const desk = await startWorkstation('ocr');
    const { page, app, profile } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    const scan = scannedLetter(6);
    const file = path.join(stageFolder('ocr-files'), 'scan.pdf');
    writeFileSync(file, scan.bytes);
    const sha = createHash('sha256').update(scan.bytes).digest('hex');
    await importPdf(desk, { file, titel, absender: 'Jörg Weißmüller' });
    await expectAllSent(page);
    await pullCable(app);
    await jumpTo(page, 'Jetzt abgleichen');
    await expectOffline(page);

    const asked = await listenToRequests(app);
    await openScan(page);
    await lookAt(page, 'ocr-wartet-de');
    await page.getByRole('button', { name: 'Text erkennen' }).click();
    await expect(page.getByText(/Text wird erkannt: [1-5] von 6 Seiten/)).toBeVisible({ timeout: 60_000 });
    // Without a connection, and nobody else was asked, not even in vain; that the listener hears anything the viewer shows.
    const addresses = await asked();
    expect(addresses.filter((url) => /^(https?|wss?):/.test(url))).toEqual([]);
    expect(addresses.some((url) => url.startsWith('akten-viewer:'))).toBe(true);

    const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
    await page.keyboard.press('Control+l');
    await ended;
    const again = await attachAfterRelaunch(profile);
    await unlock(again, passphrase);
    await openScan(again);
    await again.getByRole('button', { name: 'Text erkennen' }).click();
    // What was read before the lock is not read again.
    await expect(again.getByText(/Text wird erkannt: [1-5] von 6 Seiten/)).toBeVisible({ timeout: 15_000 });
    await expect(again.getByText(/Text erkannt am/)).toBeVisible({ timeout: 60_000 });
    await expect(again.getByText('Er kann Fehler enthalten; maßgeblich ist das Bild.')).toBeVisible();
    const layer = again.frameLocator('iframe').getByRole('group', { name: 'Erkannter Text, kann Fehler enthalten' });
    await expect(layer.getByText(/Umweltgutachten/).first()).toBeAttached({ timeout: 20_000 });
    await lookAt(again, 'ocr-erkannt-de');

    await again.keyboard.press('Control+f');
    const field = again.getByRole('searchbox', { name: 'Suchbegriffe' });
    await field.fill('gutachten');
    await field.press('Enter');
    const row = again.getByRole('row', { name: new RegExp(titel) });
    await expect(row.locator('mark').filter({ hasText: 'Umweltgutachten' }).first()).toBeVisible({ timeout: 30_000 });
    await expect(row.getByText('im Scan-Text')).toBeVisible();
    await again.close();

    // One Version as it came, and nothing of its words stands readable.
    const colleague = await TestDevice.enrol(server.url, 'brandt', demoPassword);
    await colleague.pull();
    const versions = [...colleague.records.values()].filter(
      ({ art, felder }) => art === 'version' && felder.sha === sha,
    );
    expect(versions).toHaveLength(1);
    const dokument = versions[0]?.felder.dokument;
    expect([...colleague.records.values()].filter(({ felder }) => felder.dokument === dokument)).toHaveLength(1);
    expect((await huntPlaintext([profile], words)).hits).toEqual([]);
  });

  test('scans as devices pack them: a fax as TIFF from the scan folder, JBIG2 and JPEG 2000; a damaged TIFF stays where it is', async () => {
    test.setTimeout(180_000);
    const server = await authority.start('ocr-packed');
    const desk = await startWorkstation('ocr-packed');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    const { folder, fax } = layTiffs();
    await goTo(page, 'Einstellungen');
    await pickNext(app, folder);
    await page.getByRole('button', { name: 'Ordner wählen …' }).click();
    await expect(page.getByText('Beobachtet wird')).toBeVisible();
    // From now on only when a person asks (X8).
    const automatically = page.getByRole('checkbox', { name: 'Text in Scans von selbst erkennen' });
    await automatically.click();
    await expect(automatically).not.toBeChecked();

    await goTo(page, 'Posteingang');
    await expect(page.getByText('2 Scans liegen bereit.')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Scans aufnehmen …' }).click();
    const damaged = page.getByRole('alert').filter({ hasText: 'Kaputt.tif' });
    await expect(damaged).toContainText('Das Bild (TIFF) ist beschädigt oder unvollständig.', { timeout: 30_000 });
    await expect(damaged).toContainText('tiff-damaged');
    await expect(page.getByText('als PDF aus „Fax.tif“, ohne Verlust')).toBeVisible();
    await lookAtAll(desk, 'tiff-beschaedigt');
    await receive(page);
    await expect(page.getByRole('row', { name: /Fax/ })).toBeVisible();
    expect(readdirSync(folder).sort()).toEqual(['Kaputt.tif', 'uebernommen']);
    expect(readFileSync(path.join(folder, 'uebernommen/Fax.tif')).equals(fax)).toBe(true);

    const picked = layPicked();
    await pickNext(app, ...picked.map(({ file }) => file));
    await page.getByRole('button', { name: 'Dokument aufnehmen …' }).first().click();
    await receive(page);
    await dropFile(page, layDropped());
    await expect(page.getByText('als PDF aus „Gezogen.tif“, ohne Verlust')).toBeVisible();
    await receive(page);
    for (const { titel, word } of [
      { titel: 'Fax', word: 'Umweltgutachten' },
      ...picked,
      { titel: 'Gezogen', word: 'Sperrzeit' },
    ]) {
      await goTo(page, 'Posteingang');
      await openScan(page, titel);
      await page.getByRole('button', { name: 'Text erkennen' }).click();
      await expect(page.getByText(/Text erkannt am/)).toBeVisible({ timeout: 60_000 });
      const layer = page.frameLocator('iframe').getByRole('group', { name: 'Erkannter Text, kann Fehler enthalten' });
      const line = layer.getByText(word).first();
      await expect(line).toBeAttached({ timeout: 20_000 });
      await line.click({ clickCount: 3 });
      expect(await line.evaluate(() => getSelection()?.toString())).toContain(word);
      if (titel === 'Fax') await lookAtAll(desk, 'ocr-fax', () => bringErkennung(page));
      else await lookAt(page, `ocr-${titel.toLowerCase()}-de`);
    }
    await expectAllSent(page);
    await page.close();

    const colleague = await TestDevice.enrol(server.url, 'brandt', demoPassword);
    await colleague.pull();
    const versions = [...colleague.records.values()].filter(({ art }) => art === 'version');
    const names = versions
      .filter(({ felder }) => felder.mimetyp === 'application/pdf')
      .map(({ felder }) => felder.dateiname);
    expect(names).toEqual(expect.arrayContaining(['Fax.pdf', 'Strich.pdf']));
  });
});

/** A scan folder with a fax as its device writes it, and a TIFF whose picture is cut off. */
function layTiffs() {
  const folder = stageFolder('ocr-scans');
  const picture = letterPicture(0);
  const fax = canWriteTiff ? makeTiff(stageFolder('ocr-tiff'), [{ picture, packing: 'g4' }]) : plainTiff(picture);
  writeFileSync(path.join(folder, 'Fax.tif'), fax, { mode: 0o666 });
  // The directory is whole and says more samples than there are.
  const cut = plainTiff({ ...picture, heightPx: picture.heightPx * 2 });
  writeFileSync(path.join(folder, 'Kaputt.tif'), cut, { mode: 0o666 });
  chmodSync(folder, 0o777);
  return { folder, fax: Buffer.from(fax) };
}

/** What a person picks: scans in every packing that this machine has, and a word that stands in each. */
function layPicked() {
  const folder = stageFolder('ocr-picked');
  const lay = (titel: string, ending: string, word: string, write: (file: string) => void) => {
    const file = path.join(folder, `${titel}.${ending}`);
    write(file);
    return { file, titel, word };
  };
  return [
    lay('Strich', 'tif', 'Sperrzeit', (file) => writeFileSync(file, plainTiff(letterPicture(1)))),
    ...(hasJbig2 ? [lay('Jbig2', 'pdf', 'Sequencer', (file) => copyFileSync(jbig2, file))] : []),
    ...(canWriteJpx
      ? [lay('Jpeg2000', 'pdf', 'Sperrzeit', (file) => writeFileSync(file, jpxScan(letterPicture(1), folder)))]
      : []),
  ];
}

/** A TIFF that a person drags from the file manager. */
function layDropped(): string {
  const file = path.join(stageFolder('ocr-dropped'), 'Gezogen.tif');
  writeFileSync(file, plainTiff(letterPicture(1)));
  return file;
}

/** Says how the files of the open dialog came, and takes them in under their own names. */
async function receive(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Eingang bei der Behörde').fill('19.11.2026');
  await dialog.getByLabel('Woher kommt das Datum?').selectOption('stempel');
  await dialog.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
}

async function bringErkennung(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /^(Erkannter Text|Recognised text)$/ }).scrollIntoViewIfNeeded();
}

async function openScan(page: Page, name = titel): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name });
  const row = page.getByRole('row', { name: new RegExp(name) });
  // After a lock the screen is the one of before.
  await expect(heading.or(row).first()).toBeVisible({ timeout: 60_000 });
  if (await row.isVisible()) await row.dblclick();
  await expect(heading).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Erkannter Text' })).toBeVisible({ timeout: 60_000 });
}

/** Every address that the windows of the app ask from now on, also those that are refused. */
async function listenToRequests(app: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ session }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seenAddresses: seen });
    const { webRequest } = session.defaultSession;
    webRequest.onCompleted(({ url }) => void seen.push(url));
    webRequest.onErrorOccurred(({ url }) => void seen.push(url));
  });
  return () => app.evaluate(() => (globalThis as unknown as { seenAddresses: string[] }).seenAddresses);
}
