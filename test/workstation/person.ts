import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, type Page, expect as playwrightExpect } from '@playwright/test';

/** What a person at a workstation does, by the roles and labels that the German screens show. */

// A busy machine is slow, and vitest knows nothing of the patience set for the stories.
const expect = playwrightExpect.configure({ timeout: 30_000 });

export interface FirstRun {
  readonly server: string;
  readonly name: string;
  readonly kennwort: string;
  readonly passphrase: string;
}

/** Looks at a step of the first run before the person answers it. */
export type LookAt = (step: 'server' | 'anmelden' | 'passphrase' | 'wiederherstellung') => Promise<void>;

/** First run up to the open app. Answers with the recovery code as it was shown. */
export async function setUp(
  page: Page,
  { server, name, kennwort, passphrase }: FirstRun,
  look: LookAt = async () => undefined,
): Promise<string> {
  await signIn(page, { server, name, kennwort }, look);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase wiederholen', { exact: true }).fill(passphrase);
  await look('passphrase');
  await page.getByRole('button', { name: 'Weiter' }).click();
  const code = page.getByRole('list', { name: 'Wiederherstellungscode' });
  await expect(code).toBeVisible({ timeout: 30_000 });
  const groups = await code.getByRole('listitem').allInnerTexts();
  await page.getByRole('checkbox', { name: /Code gedruckt oder abgeschrieben/ }).check();
  await look('wiederherstellung');
  await page.getByRole('button', { name: 'Fertig' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  return groups.join('-');
}

/** The first two steps of the first run: which server, and who. */
export async function signIn(
  page: Page,
  { server, name, kennwort }: Omit<FirstRun, 'passphrase'>,
  look: LookAt = async () => undefined,
): Promise<void> {
  await page.getByLabel('Server der Behörde').fill(server);
  await look('server');
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Kennwort', { exact: true }).fill(kennwort);
  await look('anmelden');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
}

/** Unlocks with the passphrase. */
export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Entsperren' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible({ timeout: 30_000 });
}

/** Opens a screen from the navigation. */
export async function goTo(
  page: Page,
  screen: 'Posteingang' | 'Akten' | 'Fristen' | 'Ausgang' | 'Konflikte' | 'Einstellungen',
) {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${screen}`) })
    .click();
}

/** Takes an Akte along, and leaves the list as it was. */
export async function packAkte(page: Page, akte: string): Promise<void> {
  await goTo(page, 'Akten');
  await page.getByLabel('Akten filtern').fill(akte);
  await page.getByRole('row', { name: new RegExp(akte) }).click();
  await page.getByRole('button', { name: 'Packen …' }).click();
  // H25: Enter goes ahead, once the plan is there.
  await expect(page.getByRole('dialog').getByRole('button', { name: /Akte packen/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Wird gepackt/).first()).toBeVisible();
  await page.getByLabel('Akten filtern').fill('');
}

/** Finds an Akte or a Vorgang by the one field at the top and opens it. */
export async function jumpTo(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Suchen oder Befehl' }).fill(text);
  await page.getByRole('option').filter({ hasText: text }).first().click();
}

/** The status line says that everything was sent and is fresh. */
export async function expectAllSent(page: Page, timeoutMs = 60_000): Promise<void> {
  await expect(page.getByRole('contentinfo').getByText(/Verbunden · (alles )?gesendet/)).toBeVisible({
    timeout: timeoutMs,
  });
}

/** The status line says that the server is away. */
export async function expectOffline(page: Page, timeoutMs = 60_000): Promise<void> {
  await expect(page.getByRole('contentinfo').getByText(/Offline seit/)).toBeVisible({ timeout: timeoutMs });
}

/** Stands in for the operating system's file picker, from outside the product. */
export async function pickNext(app: ElectronApplication, ...files: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...filePaths] });
  }, files);
}

/** Drops a file onto the Posteingang, as the file manager of the operating system does. */
export async function dropFile(page: Page, file: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([name, base64]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name));
      return transfer;
    },
    [path.basename(file), readFileSync(file).toString('base64')] as const,
  );
  const pane = page.locator('.split > .pane');
  await pane.dispatchEvent('dragover', { dataTransfer: data });
  await playwrightExpect(page.getByText('Loslassen, um die Dateien aufzunehmen')).toBeVisible();
  await pane.dispatchEvent('drop', { dataTransfer: data });
  await playwrightExpect(page.getByRole('dialog')).toBeVisible({ timeout: 30_000 });
}

/** Takes a PDF in through the Posteingang. */
export async function importPdf(
  { page, app }: { readonly page: Page; readonly app: ElectronApplication },
  { file, titel, absender }: { readonly file: string; readonly titel: string; readonly absender: string },
  timeoutMs = 20_000,
): Promise<void> {
  await goTo(page, 'Posteingang');
  await pickNext(app, file);
  await page.getByRole('button', { name: 'Dokument aufnehmen …' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Eingang bei der Behörde').fill('19.11.2026');
  await dialog.getByLabel('Uhrzeit, falls bekannt').fill('07:31');
  await dialog.getByLabel('Woher kommt das Datum?').selectOption({ label: 'Stempel der Poststelle' });
  await dialog.getByLabel('Absender').fill(absender);
  await dialog.getByLabel(/Bezeichnung von/).fill(titel);
  await dialog.getByRole('button', { name: 'Aufnehmen' }).click();
  await expect(dialog).toBeHidden({ timeout: timeoutMs });
  await expect(page.getByRole('row', { name: new RegExp(titel) })).toBeVisible();
}

/** Files an Eingang to the Vorgang with this Geschaeftszeichen. */
export async function fileTo(page: Page, titel: string, zeichen: string): Promise<void> {
  await page.getByRole('row', { name: new RegExp(titel) }).click();
  await page.getByRole('button', { name: 'Zu Vorgang ablegen …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Vorgang suchen').fill(zeichen);
  await dialog.getByRole('row').filter({ hasText: zeichen }).first().click();
  await dialog.getByRole('button', { name: 'Hierher ablegen' }).click();
  await expect(dialog).toBeHidden();
}

/** Changes one field of the Vorgang that is open, and saves it: "gespeichert" is what the screen says afterwards. */
export async function editField(page: Page, label: string, value: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Angaben' });
  await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText(/Angaben? gespeichert/).first()).toBeVisible();
}

/** Stamps the Dokument that is open with the Eingangsstempel, at the place that is offered. */
export async function stampEingang(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stempel …' }).click();
  await placeStamp(page);
}

/** Sets the stamp whose form is open at the place it is offered. */
export async function placeStamp(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Platz wählen' }).click();
  await page.getByRole('button', { name: 'Hier setzen' }).click();
  await expect(page.getByText(/Stempel gesetzt, Fassung/).first()).toBeVisible({ timeout: 30_000 });
}

/** The key file, its password, whether with a mark on the page, and how long it may take. */
interface SigningWay {
  readonly keyFile: string;
  readonly password: string;
  readonly visible: boolean;
  readonly timeoutMs?: number;
}

/** Signs the Dokument that is open with a key file, confirming in main's own window. */
export async function sign(
  { page, app }: { readonly page: Page; readonly app: ElectronApplication },
  { keyFile, password, visible, timeoutMs = 60_000 }: SigningWay,
  look: (confirmation: Page) => Promise<void> = async () => undefined,
): Promise<void> {
  const choose = page.getByRole('button', { name: 'Schlüsseldatei wählen …' });
  // The key used last is remembered; the screen learns of it a moment after it opened.
  const known = page.getByRole('button', { name: 'Andere …' });
  await known.waitFor({ timeout: 2_000 }).catch(() => undefined);
  if (await choose.isVisible()) {
    await pickNext(app, keyFile);
    await choose.click();
    await expect(choose).toBeHidden();
  }
  const confirmation = app.waitForEvent('window', { timeout: 30_000 });
  const go = visible ? 'Unterschreiben …' : 'Unsichtbar unterschreiben …';
  await page.getByRole('button', { name: go, exact: true }).click();
  if (visible) await page.getByRole('button', { name: 'Hier setzen' }).click();
  const window = await confirmation;
  await look(window);
  await confirmKeyFile(app, window, password);
  await expect(page.getByText(/Unterschrieben, Fassung/).first()).toBeVisible({ timeout: timeoutMs });
}

/** Types the password into main's window; of a file that was never opened a second window names the holder, and is confirmed. */
export async function confirmKeyFile(
  app: ElectronApplication,
  window: Page,
  password: string,
  go = 'Unterschreiben',
): Promise<void> {
  await window.getByLabel('Kennwort der Schlüsseldatei').fill(password);
  const next = window.getByRole('button', { name: 'Weiter' });
  const press = (place: Page, name: string) =>
    // The window may be gone before the click is reported as done.
    place
      .getByRole('button', { name })
      .click()
      .catch(() => undefined);
  if (!(await next.isVisible())) return press(window, go);
  const second = app.waitForEvent('window', { timeout: 30_000 });
  await press(window, 'Weiter');
  const confirmation = await second;
  await expect(confirmation.getByText('Bitte prüfen Sie, wem der Schlüssel gehört.', { exact: false })).toBeVisible();
  await press(confirmation, go);
}

/** Chooses a line of a menu that a button unfolds. */
export async function chooseIn(page: Page, menu: string, line: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: line }).click();
}
