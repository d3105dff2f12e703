import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type CscServer, otp, pin, startCscServer } from '../fixtures/csc/csc-server.ts';
import { makePdf, plainBodies } from '../fixtures/pdf/make-pdf.ts';
import { testKey } from '../fixtures/pdf/sign-with.ts';
import { endLeftWorkstations, quitWorkstation, stage, startWorkstation, type Workstation } from '../workstation/app.ts';
import { chooseIn, expectAllSent, goTo, jumpTo, pickNext, setUp, unlock } from '../workstation/person.ts';
import { layPolicy, type PolicyLauncher } from '../workstation/policy-launcher.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageFolder, startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { askOpenssl, askPdfsig } from '../workstation/strangers.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';

const passphrase = 'fuenf Fernrohre im Treppenhaus';
const vorgang = 'Fernbescheide Großtagespflege';
const service = 'Vertrauensdienst Nord';
const signer = 'Erika Müller';
const authority = path.join(import.meta.dirname, '../fixtures/pki/ca.pem');

const canLayPolicy = process.getuid?.() === 0;
if (!canLayPolicy) console.warn('SKIPPED LOUDLY: only root can lay a policy; remote signing is not tried in the app.');

test.describe('@remote', () => {
  let server: ServerProcess | undefined;
  let csc: CscServer | undefined;
  let policy: PolicyLauncher | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    policy?.remove();
    await csc?.stop();
    await server?.end('SIGTERM');
  });

  // Only root can lay the machine's policy that allows a remote service; the name of the test says so.
  (canLayPolicy ? test : test.skip)(
    'one document, three at once, and one that waits for the service through a restart (skipped without root)',
    async () => {
      test.setTimeout(600_000);
      server = await startStageServer('remote');
      const options = { version: 2, mode: 'explicit', hasSignIn: true, keys: { dienst: testKey('rsa') } } as const;
      csc = await startCscServer(options);
      const { url, signIn } = csc.setting;
      const folder = stageFolder('remote-policy');
      const named = { name: service, url, signIn: { url: signIn!.url, clientId: signIn!.clientId } };
      policy = layPolicy(folder, { cscServices: [named] });
      const { launcher } = policy;
      let desk = await startWorkstation('remote', { launcher });
      await sizeWindow(desk.app, desk.page, 1);
      await setUp(desk.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
      await expectAllSent(desk.page);
      await makeVorgang(desk, writeFiles());

      // One, by keyboard as far as the choice of the certificate goes.
      await openDokument(desk.page, 'Fernbescheid 0');
      await chooseRemote(desk);
      await confirm(desk, () => desk.page.getByRole('button', { name: 'Unsichtbar unterschreiben …' }).click(), {
        heading: 'Ein Dokument unterschreiben',
        wrongFirst: true,
      });
      await expect(desk.page.getByText(/Unterschrieben, Fassung 2/).first()).toBeVisible({ timeout: 60_000 });
      await judgeCopy(desk, 'one.pdf');

      // Three at once: one list, one code, one authorisation.
      await jumpTo(desk.page, vorgang);
      await desk.page.getByRole('checkbox', { name: 'Alle auswählen' }).check();
      await desk.page.getByRole('button', { name: '3 Dokumente unterschreiben …' }).click();
      const all = desk.page.getByRole('button', { name: '3 Dokumente unterschreiben …', exact: true });
      await expect(all).toBeEnabled({ timeout: 60_000 });
      await lookAtAll(desk, 'fernsignatur-sammlung');
      const before = methods(csc, 'credentials/authorize');
      await confirm(desk, () => all.click(), { heading: '3 Dokumente unterschreiben', wrongFirst: false });
      await expect(desk.page.getByText('3 unterschrieben, 0 abgelehnt, 0 nicht begonnen.')).toBeVisible({
        timeout: 60_000,
      });
      expect(methods(csc, 'credentials/authorize')).toBe(before + 1);
      await desk.page.getByRole('button', { name: 'Fertig' }).click();

      // The service is away: the signature waits, through a restart and in both languages.
      const port = Number(new URL(csc.origin).port);
      await csc.stop();
      await openDokument(desk.page, 'Fernbescheid 1');
      await desk.page.getByRole('button', { name: 'Unsichtbar unterschreiben …' }).click();
      const waits = (page: Page) => page.getByText(/^Unterschrift vorbereitet am .*, wartet auf Verbindung$/);
      await expect(waits(desk.page)).toBeVisible({ timeout: 60_000 });
      await lookAtAll(desk, 'fernsignatur-wartet', () =>
        desk.page.getByText(/^(Unterschrift vorbereitet|Signature prepared)/).scrollIntoViewIfNeeded(),
      );
      await quitWorkstation(desk);
      desk = await startWorkstation('remote', { launcher });
      await sizeWindow(desk.app, desk.page, 1);
      await unlock(desk.page, passphrase);
      await openDokument(desk.page, 'Fernbescheid 1');
      await expect(waits(desk.page)).toBeVisible();
      csc = await startCscServer({ ...options, port });
      await followBrowser(desk);
      const sign = desk.page.getByRole('button', { name: 'Jetzt unterschreiben' });
      await confirm(desk, () => sign.click(), { heading: 'Ein Dokument unterschreiben', wrongFirst: false });
      await expect(desk.page.getByText(/Unterschrieben, Fassung 3/).first()).toBeVisible({ timeout: 60_000 });
      await expect(waits(desk.page)).toBeHidden();
      await judgeCopy(desk, 'waited.pdf');

      // English, and what never left the computer.
      await goTo(desk.page, 'Einstellungen');
      await desk.page.getByLabel('Sprache').selectOption('en');
      await jumpToEnglish(desk.page, 'Fernbescheid 2');
      await desk.page.getByRole('button', { name: 'Choose remote signature …' }).click();
      await lookAt(desk.page, 'fernsignatur-dienste-en');
      expect(JSON.stringify(csc.asked)).not.toContain('Fernbescheid');
      await quitWorkstation(desk);
    },
  );
});

const methods = ({ asked }: CscServer, wanted: string) => asked.filter(({ path: method }) => method === wanted).length;

function writeFiles(): readonly string[] {
  const folder = stageFolder('remote-files');
  mkdirSync(folder, { recursive: true });
  return [0, 1, 2].map((index) => {
    const file = path.join(folder, `Fernbescheid ${index}.pdf`);
    writeFileSync(file, makePdf(plainBodies(1 + index, `/Nummer ${index}`)));
    return file;
  });
}

async function makeVorgang({ page, app }: Workstation, files: readonly string[]): Promise<void> {
  await goTo(page, 'Akten');
  await page.getByLabel('Akten filtern').fill('Großtagespflege');
  await page.getByRole('row', { name: /Großtagespflege/ }).dblclick();
  await page.getByRole('button', { name: 'Neuer Vorgang …' }).first().click();
  await page.getByLabel('Betreff').fill(vorgang);
  await page.getByLabel('Vorgangstyp').selectOption('Antrag');
  await page.getByRole('button', { name: 'Anlegen', exact: true }).click();
  await pickNext(app, ...files);
  await chooseIn(page, 'Neu', 'Dateien hinzufügen …');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Eingang bei der Behörde').fill('19.11.2026');
  await dialog.getByLabel('Woher kommt das Datum?').selectOption({ label: 'Stempel der Poststelle' });
  await dialog.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(dialog).toBeHidden({ timeout: 60_000 });
}

async function openDokument(page: Page, titel: string): Promise<void> {
  await jumpTo(page, vorgang);
  await page.getByRole('button', { name: new RegExp(`^${titel}`) }).click();
  await expect(page.getByRole('button', { name: 'Unsichtbar unterschreiben …' })).toBeEnabled({ timeout: 60_000 });
}

async function jumpToEnglish(page: Page, titel: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').first().fill(vorgang);
  await page.getByRole('option').filter({ hasText: vorgang }).first().click();
  await page.getByRole('button', { name: new RegExp(`^${titel}`) }).click();
  await expect(page.getByRole('button', { name: 'Sign invisibly …' })).toBeEnabled({ timeout: 60_000 });
}

/** The person is signed in at the service already: her browser goes straight back. */
async function followBrowser({ app }: Workstation): Promise<void> {
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url: string) => {
      await fetch(url);
    };
  });
}

async function chooseRemote(desk: Workstation): Promise<void> {
  const { page } = desk;
  await followBrowser(desk);
  await page.getByRole('button', { name: 'Fernsignatur wählen …' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(service)).toBeVisible();
  await dialog.getByRole('button', { name: /anmelden und Zertifikate zeigen/ }).focus();
  await page.keyboard.press('Enter');
  const use = dialog.getByRole('button', { name: /^Zertifikat von/ });
  await expect(use).toBeVisible({ timeout: 30_000 });
  await lookAtAll(desk, 'fernsignatur-wahl');
  await use.focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`${signer} (${service})`)).toBeVisible();
}

/** Main's own window: what is signed, by whom, where it goes; PIN and code of the service. */
async function confirm(
  { page, app }: Workstation,
  act: () => Promise<void>,
  { heading, wrongFirst }: { readonly heading: string; readonly wrongFirst: boolean },
): Promise<void> {
  const opened = app.waitForEvent('window', { timeout: 60_000 });
  await act();
  const window = await opened;
  await expect(window.getByRole('heading')).toHaveText(heading);
  await expect(window.getByText(`Nur Prüfsummen gehen an ${service}`, { exact: false })).toBeVisible();
  await window.getByLabel('PIN des Dienstes').fill(pin);
  if (wrongFirst) {
    await window.getByLabel('Code aus der SMS').fill('000000');
    await window.getByRole('button', { name: 'Unterschreiben' }).click();
    await expect(window.getByRole('alert')).toContainText('csc-otp-wrong');
    await lookAt(window, 'fernsignatur-bestaetigen-de');
  }
  await window.getByLabel('Code aus der SMS').fill(otp);
  await window.keyboard.press('Enter').catch(() => undefined);
  await expect(page.getByRole('alert').filter({ hasText: 'csc-' })).toHaveCount(0);
}

/** The signed file outside the app, in the eyes of two other programs. */
async function judgeCopy({ page, app }: Workstation, name: string): Promise<void> {
  const file = path.join(stage().profiles, name);
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await chooseIn(page, 'Weitere', 'Kopie speichern …');
  await expect(page.getByText(/Kopie .*gespeichert/).first()).toBeVisible();
  const said = askPdfsig(file);
  if (said) expect(said.valid.every((isValid) => isValid)).toBe(true);
  expect(askOpenssl(file, authority) ?? [true]).not.toContain(false);
}
