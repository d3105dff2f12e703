import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { deriveArgon2 } from '../../electron/vault/argon2.ts';
import { unlockVault } from '../../electron/vault/key-vault.ts';
import { openWorkplace } from '../../electron/workplace.ts';
import type { ZugriffRecord } from '../../shared/zugriff.ts';
import { writeBrandschutzLetter } from '../fixtures/brandschutz-letter.ts';
import { makeOdt } from '../fixtures/office/make-office.ts';
import { mutoolPixels } from '../fixtures/pdf/ask-mutool.ts';
import { signBytes, testKey } from '../fixtures/pdf/sign-with.ts';
import { attachAfterRelaunch, quitWorkstation, startWorkstation, type Workstation } from '../workstation/app.ts';
import { pullCable } from '../workstation/cable.ts';
import { chooseIn, expectAllSent, expectOffline, importPdf, jumpTo, setUp, unlock } from '../workstation/person.ts';
import { layPolicy, type PolicyLauncher } from '../workstation/policy-launcher.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { stageFolder } from '../workstation/stage-server.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';
import { printed, printIntoFile } from './print-into-file.ts';

const passphrase = 'drei Stempel neben dem Locher';
const titel = 'Bescheid Stellplatzablöse';
const canLayPolicy = process.getuid?.() === 0;
if (!canLayPolicy) console.warn('SKIPPED LOUDLY: only root can lay a policy; what it forbids is not tried.');

test.describe('@casework @druck', () => {
  const authority = stageAuthority();
  let policy: PolicyLauncher | undefined;
  let relaunched: Page | undefined;

  test.afterEach(async () => {
    await relaunched?.close();
    relaunched = undefined;
    policy?.remove();
    policy = undefined;
  });

  test('a signed document is printed offline with what is known of its signatures, and the log knows', async () => {
    const server = await authority.start('druck');
    const desk = await startWorkstation('druck');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    const folder = stageFolder('druck-files');
    const file = path.join(folder, 'bescheid.pdf');
    writeFileSync(file, await signBytes(writeBrandschutzLetter(), testKey('rsa')));
    await importPdf(desk, { file, titel, absender: 'Ingenieurbüro Wohlgemuth' });
    await pullCable(app);
    await jumpTo(page, 'Jetzt abgleichen');
    await expectOffline(page);
    await page.getByRole('row', { name: new RegExp(titel) }).dblclick();
    await expect(page.getByRole('button', { name: 'Weitere', exact: true })).toBeEnabled();

    // By keyboard; the system's dialog alone is stood in for, and it "prints" what that window really holds.
    await printIntoFile(app);
    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog');
    await lookAtAll(desk, 'druck', () => expect(dialog).toBeVisible());
    await dialog.getByRole('button', { name: 'Drucken' }).click();
    await expect(page.getByText('An den Drucker übergeben').first()).toBeVisible({ timeout: 60_000 });
    expectSheets(await printed(app), folder);

    const own = await openOwnWindow(desk);
    const edge = page.getByRole('separator', { name: 'Breite der rechten Spalte' });
    const width = () => page.locator('.panel').evaluate((panel) => panel.getBoundingClientRect().width);
    const before = await width();
    await edge.press('ArrowLeft');
    await edge.press('ArrowLeft');
    await expect.poll(width).toBeGreaterThan(before + 16);
    const wider = await width();

    // H32: what is not saved in the main window is asked about there; whoever stays has lost nothing.
    await page.getByRole('button', { name: 'Angaben ändern …' }).click();
    const typed = dialog.getByRole('textbox').first();
    await typed.fill('Noch nicht gespeichert');
    await own.keyboard.press('Control+l');
    const question = page.getByRole('alertdialog', { name: 'Eingaben verwerfen?' });
    await expect(question).toContainText('in einer Minute gesperrt');
    await page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
    await expect(typed).toHaveValue('Noch nicht gespeichert');
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Verwerfen' }).click();
    await expect(dialog).toHaveCount(0);

    // D22, D24: locked from there, it is gone before the process is.
    const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
    const gone = own.waitForEvent('close');
    await own.keyboard.press('Control+l').catch(() => undefined);
    await gone;
    await ended;
    const log = await zugriffe(desk.profile);
    expect(log.filter(({ action }) => action === 'print').map(({ purpose }) => purpose)).toEqual(['Fassung gedruckt']);
    expect(log.filter(({ purpose }) => purpose === 'Dokument in eigenem Fenster ansehen').length).toBe(1);

    // D30: through the restart the width stays.
    const again = await attachAfterRelaunch(desk.profile);
    await unlock(again, passphrase);
    relaunched = again;
    await expect(again.getByRole('heading', { name: titel }).first()).toBeVisible();
    expect(await again.locator('.panel').evaluate((panel) => panel.getBoundingClientRect().width)).toBe(wider);
  });

  // Only root can lay the machine's policy; the name of the test says so.
  (canLayPolicy ? test : test.skip)(
    'what the policy of the machine forbids or does not provide is said: no printing, no LibreOffice (skipped without root)',
    async () => {
      const server = await authority.start('druck-policy');
      policy = layPolicy(stageFolder('druck-policy-file'), {
        allowPrint: false,
        office: { converter: '/opt/keines/soffice' },
      });
      const desk = await startWorkstation('druck-policy', { launcher: policy.launcher });
      const { page, app } = desk;
      await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
      await expectAllSent(page);
      await jumpTo(page, '63.04.900/2026-1');
      await page.locator('.doc-row').first().click();
      await expect(page.getByRole('button', { name: 'Weitere', exact: true })).toBeEnabled({ timeout: 30_000 });
      const windows = app.windows().length;
      await chooseIn(page, 'Weitere', 'Drucken …');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Drucken' }).click();
      await expect(dialog.getByText('Kennung: print-forbidden')).toBeVisible();
      expect(app.windows().length).toBe(windows);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();

      await importPdf(desk, { file: await layDraft(), titel: 'Entwurf Antwort', absender: 'Bauamt' });
      await page.getByRole('row', { name: /Entwurf Antwort/ }).dblclick();
      await expect(page.getByText(/Erzeugen kann sie hier nur LibreOffice/)).toBeVisible({ timeout: 30_000 });
      await expect(page.getByRole('button', { name: 'PDF als Reinschrift aufnehmen …' })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Reinschrift erzeugen (PDF/A)' })).toBeHidden();
      await quitWorkstation(desk);
      expect((await zugriffe(desk.profile)).filter(({ action }) => action === 'print')).toEqual([]);
    },
  );
});

/** A text file as a word processor saves it. */
async function layDraft(): Promise<string> {
  const file = path.join(stageFolder('druck-draft'), 'Entwurf.odt');
  writeFileSync(file, await makeOdt('<text:p>Sehr geehrte Damen und Herren</text:p>'), { mode: 0o644 });
  return file;
}

/** A Version in a window of its own: by keyboard, once, with its pages. */
async function openOwnWindow({ app, page }: Workstation): Promise<Page> {
  const opened = app.waitForEvent('window');
  await page.keyboard.press('Control+Shift+o');
  const own = await opened;
  await expect(own.getByRole('heading', { name: `${titel}, Fassung 1` })).toBeVisible();
  await expect(own.frameLocator('iframe').locator('.page[data-page="0"] canvas')).toBeVisible({ timeout: 20_000 });
  await expect(own.getByText('Seite 1 / 1')).toBeVisible();
  await lookAt(own, 'fenster-de');
  const place = () => own.evaluate(() => document.activeElement?.tagName);
  expect(await place()).toBe('IFRAME');
  await own.keyboard.press('F6');
  await expect.poll(place).toBe('BUTTON');
  await own.keyboard.press('F6');
  await expect.poll(place).toBe('IFRAME');
  await own.bringToFront();
  const before = app.windows().length;
  await page.keyboard.press('Control+Shift+o');
  await page.waitForTimeout(500);
  expect(app.windows().length).toBe(before);
  return own;
}

/** Another reader counts the sheets, and finds each full of ink at 300 dpi. */
function expectSheets(pdf: Buffer, folder: string): void {
  const file = path.join(folder, 'gedruckt.pdf');
  writeFileSync(file, pdf);
  const ask = (program: string, ...words: string[]) => spawnSync(program, words, { encoding: 'utf8' }).stdout;
  expect(ask('pdfinfo', file)).toMatch(/Pages:\s+2\n/);
  expect(ask('pdfinfo', file)).toMatch(/Page size:\s+59[45]\S* x 84[12]\S* pts \(A4\)/);
  const pictures = ask('pdfimages', '-list', file).trim().split('\n').slice(2);
  expect(pictures.length).toBe(2);
  for (const picture of pictures) expect(Number(picture.trim().split(/\s+/)[12])).toBeGreaterThan(290);
  // The letter is where it was, a little smaller; the second sheet is no second letter and not empty.
  const [letter, sheet] = [mutoolPixels(pdf, 1, 36), mutoolPixels(pdf, 2, 36)];
  const original = mutoolPixels(writeBrandschutzLetter(), 1, 36);
  expect(inkOf(letter) / inkOf(original)).toBeGreaterThan(0.8);
  expect(inkOf(letter) / inkOf(original)).toBeLessThan(1.1);
  expect(inkOf(sheet)).toBeGreaterThan(inkOf(original) / 4);
  expect(Buffer.compare(sheet.gray, letter.gray)).not.toBe(0);
  spawnSync('pdftoppm', ['-r', '50', '-png', file, path.join('test-results/screens', 'gedruckt')]);
}

/** How much of a page is not white: the sum of its darkness. */
function inkOf({ gray }: { readonly gray: Uint8Array }): number {
  return gray.reduce((sum, pixel) => sum + 255 - pixel, 0);
}

/** What the access log of this workplace holds, read with its passphrase after the app ended. */
async function zugriffe(profile: string): Promise<readonly ZugriffRecord[]> {
  const vault = await unlockVault({ folder: profile, keyring: null, derive: deriveArgon2 }, passphrase);
  const { zugriffe: log, journal } = await openWorkplace(profile, vault, () => new Date());
  await Promise.all([log.end(), journal.end()]);
  return log.records();
}
