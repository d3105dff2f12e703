import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, expect, test } from '@playwright/test';
import { deriveArgon2 } from '../../electron/vault/argon2.ts';
import { unlockVault } from '../../electron/vault/key-vault.ts';
import { openWorkplace } from '../../electron/workplace.ts';
import type { ZugriffRecord } from '../../shared/zugriff.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { signBytes, testKey } from '../fixtures/pdf/sign-with.ts';
import { quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { pullCable } from '../workstation/cable.ts';
import { expectAllSent, expectOffline, importPdf, jumpTo, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';

const passphrase = 'drei Stempel neben dem Locher';
const titel = 'Bescheid Stellplatzablöse';

test.describe('@casework @druck', () => {
  const authority = stageAuthority();

  test('a signed document is printed offline with what is known of its signatures, and the log knows', async () => {
    const server = await authority.start('druck');
    const desk = await startWorkstation('druck');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    const folder = stageFolder('druck-files');
    const file = path.join(folder, 'bescheid.pdf');
    writeFileSync(file, await signBytes(makePdf(plainBodies(3)), testKey('rsa')));
    await importPdf(desk, { file, titel, absender: 'Ingenieurbüro Wohlgemuth' });
    await pullCable(app);
    await jumpTo(page, 'Jetzt abgleichen');
    await expectOffline(page);
    await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
    await expect(page.getByRole('button', { name: 'Drucken …' })).toBeEnabled();

    // By keyboard; the system's dialog alone is stood in for, and it "prints" what that window really holds.
    await printIntoFile(app);
    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog');
    await lookAtAll(desk, 'druck', () => expect(dialog).toBeVisible());
    await dialog.getByRole('button', { name: 'Drucken' }).click();
    await expect(page.getByText('An den Drucker übergeben').first()).toBeVisible({ timeout: 60_000 });
    expectSheets(await printed(app), folder);

    await expectOwnWindow(desk);
    await quitWorkstation(desk);
    const log = await zugriffe(desk.profile);
    expect(log.filter(({ action }) => action === 'print').map(({ purpose }) => purpose)).toEqual(['Fassung gedruckt']);
    expect(log.filter(({ purpose }) => purpose === 'Dokument in eigenem Fenster ansehen').length).toBe(1);
  });
});

/** A Version in a window of its own: by keyboard, once, with its pages. */
async function expectOwnWindow({ app, page }: Workstation): Promise<void> {
  const opened = app.waitForEvent('window');
  await page.keyboard.press('Control+Shift+o');
  const own = await opened;
  await expect(own.getByRole('heading', { name: `${titel}, Fassung 1` })).toBeVisible();
  await expect(own.frameLocator('iframe').locator('.page[data-page="0"] canvas')).toBeVisible({ timeout: 20_000 });
  await expect(own.getByText('Seite 1 / 3')).toBeVisible();
  await lookAt(own, 'fenster-de');
  const before = app.windows().length;
  await page.keyboard.press('Control+Shift+o');
  await page.waitForTimeout(500);
  expect(app.windows().length).toBe(before);
}

/** The printer of this test: the pages of the window that the product wants to print. */
async function printIntoFile(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electron }) => {
    electron.on('browser-window-created', (_event, { webContents }) => {
      webContents.print = (_options, answer) => {
        webContents.printToPDF({ preferCSSPageSize: true, printBackground: true }).then(
          (pdf) => {
            Object.assign(globalThis, { printed: pdf.toString('base64') });
            answer?.(true, '');
          },
          (error: unknown) => answer?.(false, String(error)),
        );
      };
    });
  });
}

async function printed(app: ElectronApplication): Promise<Buffer> {
  const text = await app.evaluate(() => (globalThis as unknown as { printed?: string }).printed ?? '');
  return Buffer.from(text, 'base64');
}

/** Another reader counts the sheets, and finds each full of ink at 300 dpi. */
function expectSheets(pdf: Buffer, folder: string): void {
  const file = path.join(folder, 'gedruckt.pdf');
  writeFileSync(file, pdf);
  const ask = (program: string, ...words: string[]) => spawnSync(program, words, { encoding: 'utf8' }).stdout;
  expect(ask('pdfinfo', file)).toMatch(/Pages:\s+4\n/);
  expect(ask('pdfinfo', file)).toMatch(/Page size:\s+59[45]\S* x 84[12]\S* pts \(A4\)/);
  const pictures = ask('pdfimages', '-list', file).trim().split('\n').slice(2);
  expect(pictures.length).toBe(4);
  for (const picture of pictures) expect(Number(picture.trim().split(/\s+/)[12])).toBeGreaterThan(290);
}

/** What the access log of this workplace holds, read with its passphrase after the app ended. */
async function zugriffe(profile: string): Promise<readonly ZugriffRecord[]> {
  const vault = await unlockVault({ folder: profile, keyring: null, derive: deriveArgon2 }, passphrase);
  const { zugriffe: log } = await openWorkplace(profile, vault, () => new Date());
  return log.records();
}
