import { expect, type Page, test } from '@playwright/test';
import { endLeftWorkstations, quitWorkstation, startWorkstation } from '../workstation/app.ts';
import { pullCable } from '../workstation/cable.ts';
import { expectAllSent, setUp } from '../workstation/person.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startStageServer } from '../workstation/stage-server.ts';
import type { ServerProcess } from '../workstation/start-server.ts';
import { sizeWindow } from './look-at.ts';

const passphrase = 'sieben Schirme im Treppenhaus';
const vermerk = 'Bauherrin reicht den Lageplan bis Freitag nach.';
type Role = 'grid' | 'button' | 'textbox' | 'combobox' | 'row' | 'tree';

test.describe('@keyboard', () => {
  let server: ServerProcess | undefined;

  test.afterEach(async () => {
    endLeftWorkstations();
    await server?.end('SIGTERM');
  });

  test('from the Posteingang through an Akte to the Ausgang by keyboard alone, the focus always in sight', async () => {
    server = await startStageServer('keyboard');
    const desk = await startWorkstation('keyboard');
    const { page, app } = desk;
    await sizeWindow(app, page, 1);
    await setUp(page, { server: server.url, name: 'brandt', kennwort: demoPassword, passphrase });
    await expectAllSent(page);
    const press = (...keys: readonly string[]) => pressAll(page, keys);

    // Posteingang: the list has the focus, arrows move in it, Enter opens, Escape comes back to the same row.
    await press('Alt+1', 'ArrowDown');
    await expectFocus(page, 'grid', 'Posteingang');
    const row = await page.locator('.grid-row.active .grid-cell span').nth(1).innerText();
    await press('Enter');
    await expectFocus(page, 'button', new RegExp(row));
    // H35: filing needs no way back to the list.
    await press('a');
    await expect(page.getByRole('dialog', { name: 'Zu welchem Vorgang?' })).toBeVisible();
    await press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expectFocus(page, 'button', new RegExp(row));
    await press('Escape');
    await expectFocus(page, 'grid', 'Posteingang');
    await expect(page.locator('.grid-row.active')).toContainText(row);

    // F6 goes round the regions, Shift+F6 the other way.
    await press('F6');
    await expectFocus(page, 'button', 'Öffnen und stempeln');
    await press('F6', 'F6');
    await expectFocus(page, 'button', /^Posteingang/);
    await press('ArrowDown');
    await expectFocus(page, 'button', 'Akten');
    await press('F6');
    await expectFocus(page, 'combobox', 'Suchen oder Befehl');
    await press('Shift+F6');
    await expectFocus(page, 'button', /^Posteingang/);

    // Akten -> Akte -> Vorgang -> Dokument: Enter all the way.
    await press('ArrowDown', 'Enter');
    // F6 goes to where work begins, once it is there.
    await expect(page.getByRole('grid', { name: 'Akten' })).toBeVisible();
    await press('F6', 'F6');
    await expectFocus(page, 'grid', 'Akten');
    // From a search field the arrow leads into its list.
    await page.getByRole('searchbox', { name: 'Akten filtern' }).focus();
    await press('ArrowDown');
    await expectFocus(page, 'grid', 'Akten');
    await press('End', 'Enter');
    await expectFocus(page, 'grid', 'Vorgänge');
    await press('Enter');
    await expectFocus(page, 'button', /Bauvorbescheid/);
    await press('ArrowDown', 'Enter');
    await expectFocus(page, 'button', /Bauvoranfrage/);
    await expect(page.getByRole('button', { name: 'Stempel …' })).toBeEnabled();
    await press('Tab', 'Tab');
    await expectFocus(page, 'button', 'Stempel …');
    await press('ArrowRight');
    await expectFocus(page, 'button', 'Weitere');
    // The paper is a stop of its own; the way on is the same from inside it. Its frame lives in another process: until that one
    // has answered, nothing has the focus.
    await press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME');
    await press('F6');
    await expectFocus(page, 'button', 'Geschäftsgang beginnen …');

    // Back on the Vorgang without a network: a Vermerk, reached by Tab, saved by Ctrl+S.
    await press('Escape');
    await expectFocus(page, 'button', /Bauvorbescheid/);
    await pullCable(app);
    await tabTo(page, 'Neuer Vermerk');
    await page.keyboard.type(vermerk);
    await press('Control+s');
    await expect(page.getByText('Vermerk hinzugefügt').first()).toBeVisible();

    await press('Alt+3');
    await expectFocus(page, 'grid', 'Ausgang');
    await expect(page.locator('.grid-row.active')).toContainText(vermerk);
    await press('Escape');
    await expectFocus(page, 'button', /Bauvorbescheid/);

    // H37: the field knows what the page can do, and begins anew when it is asked for again.
    await press('Control+k');
    await page.keyboard.type('Frist');
    await press('Control+k');
    await page.keyboard.type('setz');
    await expect(page.getByRole('combobox', { name: 'Suchen oder Befehl' })).toHaveValue('setz');
    await press('Control+k');
    await page.keyboard.type('Frist setz');
    await expect(page.getByRole('option').first()).toHaveText('Frist setzen …');
    await press('Enter');
    await expect(page.getByRole('dialog', { name: 'Frist setzen' })).toBeVisible();
    await press('Escape');
    await expectFocus(page, 'button', 'Frist setzen …');

    // H6: the name of a place leads there, not into the full text.
    await press('Control+k');
    await page.keyboard.type('Einst');
    await expect(page.getByRole('option').first()).toHaveText(/Einstellungen/);
    await press('Enter');
    await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible();
    await quitWorkstation(desk);
  });
});

async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** What has the focus, by role and name as assistive technology hears them, and that its ring can be seen. */
async function expectFocus(page: Page, role: Role, name: string | RegExp): Promise<void> {
  const focused = page.locator(':focus');
  await expect(focused).toHaveRole(role);
  await expect(focused).toHaveAccessibleName(name);
  await expectRing(page);
}

/** Tab, with a ring at every stop, until the field with this label has the focus. */
async function tabTo(page: Page, label: string): Promise<void> {
  const wanted = page.getByLabel(label, { exact: true });
  for (let stops = 0; stops < 30; stops += 1) {
    await page.keyboard.press('Tab');
    await expectRing(page);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${label}`);
}

/** The ring is at least 3 px wide, has 3:1 to what lies behind it and is inside the window. */
async function expectRing(page: Page): Promise<void> {
  const ring = await page.evaluate(() => {
    const active = document.activeElement;
    // A grid marks its active row, the search field its box.
    const shown = active?.querySelector('.grid-row.active') ?? active?.closest('.find-box') ?? active;
    if (!shown) return null;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown);
    const box = shown.getBoundingClientRect();
    const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const luminance = (color: string) => {
      if (!paint) return 0;
      paint.fillStyle = '#fff';
      paint.fillRect(0, 0, 1, 1);
      paint.fillStyle = color;
      paint.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...paint.getImageData(0, 0, 1, 1).data]
        .slice(0, 3)
        .map((value) => value / 255)
        .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [light, dark] = [
      luminance(getComputedStyle(document.body).backgroundColor),
      outlineStyle === 'none' ? 1 : luminance(outlineColor),
    ].toSorted((a, b) => b - a);
    return {
      what: shown.outerHTML.slice(0, 120),
      widthPx: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
      contrast: ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05),
      isInside: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    };
  });
  expect(ring?.widthPx, ring?.what).toBeGreaterThanOrEqual(3);
  expect(ring?.contrast, ring?.what).toBeGreaterThanOrEqual(3);
  expect(ring?.isInside, ring?.what).toBe(true);
}
