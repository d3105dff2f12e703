import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { scannedLetter } from '../fixtures/scanned-letter.ts';
import { attachAfterRelaunch, startWorkstation } from '../workstation/app.ts';
import { pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import { expectAllSent, expectOffline, importPdf, jumpTo, setUp, unlock } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { lookAt, sizeWindow } from './look-at.ts';
import { huntPlaintext } from './plaintext-hunt.ts';

const passphrase = 'sechs Lupen auf dem Aktenwagen';
const titel = 'Widerspruch Weißmüller';
// Words of the scan that the program itself does not have.
const words = ['Umweltgutachten', 'Bärenstraße', 'Ruhestörung'];

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
});

async function openScan(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name: titel });
  const row = page.getByRole('row', { name: new RegExp(titel) });
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
