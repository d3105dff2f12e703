import { expect, type Page, test } from '@playwright/test';
import { endLeftWorkstations, killWorkstation, startWorkstation } from '../workstation/app.ts';
import { plugCable, pullCable } from '../workstation/cable.ts';
import { TestDevice } from '../workstation/device.ts';
import { chooseIn, expectAllSent, jumpTo, setUp, unlock } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { stageAuthority } from '../workstation/stage-authority.ts';
import { lookAt, lookAtAll, sizeWindow } from './look-at.ts';

const passphrase = 'drei Tintenfässer neben der Lampe';
const vorgang = 'vorgang-bauamt-900-1';
const betreff = 'Bitte um den Lageplan Zeisigweg';

test.describe('@casework @schreiben', () => {
  const authority = stageAuthority();
  test.afterEach(() => endLeftWorkstations());

  test('written at the kitchen table, kept through a power cut, sent later, and written on by a colleague', async () => {
    const server = await authority.start('schreiben');
    const device = await TestDevice.enrol(server.url, 'nowak', demoPassword);
    await device.pull();
    const zeichen = String(device.records.get(`vorgang/${vorgang}`)?.felder.geschaeftszeichen);
    let brandt = await startWorkstation('schreiben-brandt');
    await sizeWindow(brandt.app, brandt.page, 1);
    await setUp(brandt.page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(brandt.page);
    await jumpTo(brandt.page, zeichen);
    await pullCable(brandt.app);

    await chooseIn(brandt.page, 'Neu', 'Brief oder Bescheid schreiben …');
    await lookAt(brandt.page, 'schreiben-vorlagen-de');
    await brandt.page.getByRole('button', { name: /^Nachforderung von Unterlagen §/ }).click();
    await fillHead(brandt.page);
    await lookAtAll(brandt, 'schreiben');
    await expect(brandt.page.getByRole('button', { name: 'Als Dokument speichern …' })).toBeDisabled();
    await fillPlaces(brandt.page);
    await pasteForeign(brandt.page);
    // Two seconds after the last key everything is on disk; then the power goes.
    await brandt.page.waitForTimeout(2_500);
    await killWorkstation(brandt);
    brandt = await startWorkstation('schreiben-brandt');
    await pullCable(brandt.app);
    await unlock(brandt.page, passphrase);
    const text = brandt.page.getByRole('textbox', { name: 'Text' });
    await expect(text).toContainText('der Lageplan');
    await expect(text).toContainText('Aus einem anderen Programm');
    await expect(brandt.page.getByLabel('Betreff', { exact: true })).toHaveValue(betreff);

    await insertBaustein(brandt.page);
    await brandt.page.keyboard.press('Control+s');
    const dialog = brandt.page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await lookAt(brandt.page, 'schreiben-speichern-de');
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await expect(brandt.page.getByText('Fassung 1 · hier geschrieben').first()).toBeVisible({ timeout: 30_000 });
    await plugCable(brandt.app);
    await jumpTo(brandt.page, 'Jetzt abgleichen');
    await expectAllSent(brandt.page);
    await device.pull();
    const made = [...device.records.values()].find(({ art, felder }) => art === 'dokument' && felder.titel === betreff);
    expect(made?.felder).toMatchObject({ vorgang, dokumenttyp: 'Nachforderung', eingangsdatum: null });

    // A colleague finds it by a word of its text and writes on.
    const nowak = await startWorkstation('schreiben-nowak');
    await setUp(nowak.page, { server: server.url, name: 'nowak', kennwort: demoPassword, passphrase });
    await expectAllSent(nowak.page);
    await jumpTo(nowak.page, zeichen);
    await nowak.page.getByRole('button', { name: new RegExp(betreff) }).click();
    await nowak.page.getByRole('button', { name: 'Weiterschreiben' }).click();
    const other = nowak.page.getByRole('textbox', { name: 'Text' });
    await expect(other).toContainText('Akte einsehen', { timeout: 30_000 });
    await expect(nowak.page.getByText('Es ließ sich nicht nachweisen')).toBeHidden();
    await other.click();
    await nowak.page.keyboard.press('Control+End');
    await nowak.page.keyboard.type(' Nachtrag Kormoranstraße.');
    await nowak.page.getByRole('button', { name: 'Fassung 2 speichern' }).click();
    await expect(nowak.page.getByText('Fassung 2 · hier geschrieben').first()).toBeVisible({ timeout: 30_000 });
    await expectAllSent(nowak.page);
    await expect(brandt.page.getByText('Fassung 2 · hier geschrieben').first()).toBeVisible({ timeout: 60_000 });
    await nowak.page.keyboard.press('Control+f');
    await expect(async () => {
      await nowak.page.locator('.search-words input').fill('Kormoranstraße');
      await nowak.page.keyboard.press('Enter');
      await expect(nowak.page.getByRole('row', { name: new RegExp(betreff) })).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 40_000 });
  });
});

async function fillHead(page: Page): Promise<void> {
  await page.getByLabel('Anschrift', { exact: true }).fill('Frau\nAylin Albrecht\nZeisigweg 4\n04109 Musterstadt');
  await page.getByLabel('Anschrift der Behörde').fill('Rathausplatz 1, 04109 Musterstadt');
  await page.getByLabel('Betreff', { exact: true }).fill(betreff);
}

/** Every open place is chosen from the list of what is missing, and typing fills it. */
async function fillPlaces(page: Page): Promise<void> {
  const places = page.locator('.open-places .btn');
  const words: Record<string, string> = {
    Anrede: 'Sehr geehrte Frau Albrecht',
    'erste Unterlage': 'der Lageplan',
    'zweite Unterlage': 'die Baubeschreibung',
  };
  for (let left = await places.count(); left > 0; left--) {
    const label = await places.first().innerText();
    await places.first().click();
    await page.keyboard.type(words[label] ?? '14. Dezember 2026');
    await expect(places).toHaveCount(left - 1);
  }
}

/** What another program puts into the clipboard: only words and structure arrive. */
async function pasteForeign(page: Page): Promise<void> {
  const text = page.getByRole('textbox', { name: 'Text' });
  await text.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await text.evaluate((element) => {
    const data = new DataTransfer();
    const html =
      '<h1 style="color:red">Aus einem anderen Programm</h1><p onclick="alert(1)"><b>fett</b> <a href="https://example.org">Verweis</a></p>' +
      '<script>document.title = "böse"</script><img src="https://example.org/zaehlpixel.png" onerror="alert(2)"><table><tr><td>Zelle</td></tr></table>';
    data.setData('text/html', html);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(text.getByRole('heading', { name: 'Aus einem anderen Programm' })).toBeVisible();
  await expect(text).toContainText('Zelle');
  const inside = await text.evaluate((element) => [...element.querySelectorAll('*')].map(({ tagName }) => tagName));
  expect(inside.filter((name) => /^(A|SCRIPT|TABLE|STYLE)$/.test(name))).toEqual([]);
  expect(await text.locator('[style], [onclick], [src], [href]').count()).toBe(0);
  expect(await page.title()).not.toBe('böse');
}

async function insertBaustein(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Text' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+Space');
  await lookAt(page, 'schreiben-baustein-de');
  await page.keyboard.type('Akteneinsicht');
  await page.keyboard.press('Enter');
  const place = page.locator('.open-places .btn');
  await expect(place).toHaveCount(1);
  await place.click();
  await page.keyboard.type('Telefon 123');
  await expect(place).toHaveCount(0);
}
