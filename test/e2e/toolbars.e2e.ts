import { expect, type Page, test } from '@playwright/test';
import { chromiumPath } from '../forward/chromium.ts';
import { countRows } from '../forward/count-rows.ts';
import { screenList } from '../renderer/screen-list.ts';
import { demoScreens } from './demo-screens.ts';
import { findCutOff } from './find-cut-off.ts';

/** The bars that have to be one row; the bar of the Dokument is measured on paper, in test/forward/dokument.test.ts. */
const single = ['arbeitsvorrat', 'akte', 'schreiben', 'vorgang', 'posteingang'] as const;
const sizes = [
  { width: 1280, height: 800 },
  // What 1280x800 leaves at 200 % zoom.
  { width: 640, height: 400 },
] as const;

test.describe('@toolbars', () => {
  const demo = demoScreens();

  for (const language of ['de', 'en'] as const)
    test(`H33: the bar of a screen is one row at 1280x800 and at 200 %, ${language}`, async () => {
      if (chromiumPath === null) return;
      const page = await demo.browser().newPage({ viewport: sizes[0], locale: language });
      await page.goto(`${demo.address()}?lang=${language}&vertretung`);
      await page.locator('.nav').waitFor();
      for (const name of single) {
        await page.setViewportSize(sizes[0]);
        await open(page, name);
        for (const size of sizes) {
          await page.setViewportSize(size);
          await page.waitForTimeout(150);
          const rows = await countRows(page, '.main .tools:has(button)');
          expect.soft([...new Set(rows)], `${name} ${size.width}`).toEqual([1]);
          expect.soft(await cutPlaceholders(page), `${name} ${size.width}: what a field asks for`).toEqual([]);
        }
      }
      // Of the Posteingang, which came last, also what can be done with marked rows.
      await page.locator('.grid-check input').first().click();
      for (const size of sizes) {
        await page.setViewportSize(size);
        await page.waitForTimeout(150);
        const rows = await countRows(page, '.main .tools:has(button)');
        expect.soft([...new Set(rows)], `marked ${size.width}`).toEqual([1]);
      }
      await page.close();
    });

  test('H33: a document in a window of its own has one row of tools, in both languages and at 200 %', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage();
    for (const language of ['de', 'en'] as const)
      for (const size of sizes) {
        await page.setViewportSize(size);
        await page.goto(`${demo.address()}dokument-fenster.html`);
        await page.waitForTimeout(300);
        await page.evaluate(showLongName, language);
        await page.getByText(language === 'de' ? 'Das Dokument wird geöffnet …' : 'being opened …').waitFor();
        expect.soft(await countRows(page, '.fenster-head'), `${language} ${size.width}`).toEqual([1]);
        expect.soft(await findCutOff(page), `${language} ${size.width}`).toEqual([]);
        const head = await page.locator('.fenster-head').boundingBox();
        expect.soft(head?.height, `${language} ${size.width}`).toBeLessThan(64);
      }
    await page.close();
  });

  test('H5: the line after an act stands in a row of its own and covers nothing', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage({ viewport: sizes[0], locale: 'de' });
    await page.goto(`${demo.address()}?lang=de`);
    await page.locator('.nav').waitFor();
    await page.keyboard.press('Alt+2');
    await page.getByRole('button', { name: 'Auspacken', exact: true }).first().click();
    const line = page.locator('.notice');
    await expect(line).toContainText('Schließen');
    for (const size of sizes) {
      await page.setViewportSize(size);
      const [below, screen, status] = await Promise.all(
        [line, page.locator('.main > :first-child'), page.locator('.status')].map((one) => one.boundingBox()),
      );
      expect.soft(below?.y, `${size.width}`).toBeGreaterThanOrEqual((screen?.y ?? 0) + (screen?.height ?? 0));
      expect.soft((below?.y ?? 0) + (below?.height ?? 0)).toBeLessThanOrEqual(status?.y ?? 0);
    }
    await page.close();
  });

  test('H35: the panel names S for a letter that wants its stamp alone, and the key does nothing on another', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage({ viewport: sizes[0], locale: 'de' });
    await page.goto(`${demo.address()}?lang=de`);
    await page.locator('.nav').waitFor();
    await open(page, 'posteingang');
    await page.getByRole('row', { name: /Antrag Gewerbeanmeldung/ }).click();
    const panel = page.locator('[data-region="panel"]');
    await expect(panel.getByText('A ablegen · U unterschreiben', { exact: true })).toBeVisible();
    await page.keyboard.press('s');
    await page.waitForTimeout(200);
    await expect(page.getByRole('heading', { level: 1, name: 'Posteingang' })).toBeVisible();
    await page.getByRole('row', { name: /Handwerkskarte/ }).click();
    await expect(panel.getByText('A ablegen · S öffnen und stempeln · U unterschreiben')).toBeVisible();
    await page.keyboard.press('s');
    await expect(page.getByRole('heading', { level: 1, name: 'Posteingang' })).toHaveCount(0);
    await page.close();
  });

  test('H33: how strong a new passphrase is stands on one line, in both languages and at 200 %', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage();
    for (const language of ['de', 'en'] as const) {
      await page.goto(`${demo.address()}?phase=einrichtung&lang=${language}`);
      const next = page.locator('.btn.go');
      await page.getByRole('textbox').first().fill('https://akten.musterstadt.example');
      await next.click();
      await page.getByLabel('Name').fill('brandt');
      await page.locator('input[type="password"]').fill('richtig');
      await next.click();
      const strength = page.locator('.strength');
      for (const size of sizes)
        for (const typed of ['', 'kurz', 'aaaaaaaaaaaaaaaa']) {
          await page.setViewportSize(size);
          await page.locator('input[type="password"]').first().fill(typed);
          const lines = await strength.evaluate((element) => {
            const range = document.createRange();
            range.selectNodeContents(element);
            return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
          });
          expect.soft(lines, `${language} ${size.width} ${await strength.innerText()}`).toBe(1);
        }
    }
    await page.close();
  });

  test('H33: a menu is opened, walked and left by keys, and says which of its lines holds', async () => {
    if (chromiumPath === null) return;
    const page = await demo.browser().newPage({ viewport: sizes[0], locale: 'de' });
    await page.goto(`${demo.address()}?lang=de`);
    await page.locator('.nav').waitFor();
    await open(page, 'vorgang');
    const menu = page.getByRole('button', { name: 'Neu', exact: true });
    await menu.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Brief oder Bescheid schreiben …' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(menu).toBeFocused();
    // Escape folded the menu alone: the Vorgang is still there.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('v');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Neuer Vermerk')).toBeFocused();
    await menu.press('Enter');
    await page.keyboard.press('Enter');
    await page.locator('.vorlage-list button').first().click();
    const kind = page.getByRole('button', { name: /^Gliederung: / });
    await kind.press('Enter');
    const lines = page.getByRole('menuitemradio');
    await expect(lines).toHaveCount(5);
    const chosen = page.getByRole('menuitemradio', { checked: true });
    await expect(chosen).toHaveCount(1);
    await expect(chosen).toBeFocused();
    await page.getByRole('menuitemradio', { name: 'Zwischenüberschrift' }).click();
    await expect(page.getByRole('button', { name: 'Gliederung: Zwischenüberschrift' })).toBeVisible();
    await expect(page.locator('.written-text')).toBeFocused();
    await page.close();
  });
});

async function open(page: Page, name: (typeof single)[number]): Promise<void> {
  for (const step of screenList().find((one) => one.name === name)?.steps ?? []) {
    if ('key' in step) await page.keyboard.press(step.key);
    else await page.locator(step.click).first().click();
    await page.waitForTimeout(250);
  }
}

/** Placeholders of the bars that do not fit into their fields. */
function cutPlaceholders(page: Page): Promise<string[]> {
  return page.locator('.main .tools input[placeholder]:visible').evaluateAll((fields) =>
    (fields as HTMLInputElement[]).flatMap((field) => {
      const { fontSize, fontFamily, paddingLeft, paddingRight } = getComputedStyle(field);
      const pen = document.createElement('canvas').getContext('2d');
      if (!pen) return ['no canvas'];
      pen.font = `${fontSize} ${fontFamily}`;
      const room = field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      return pen.measureText(field.placeholder).width > room ? [field.placeholder] : [];
    }),
  );
}

/** Stands for the main window: opens a port and names a document with a very long name. */
function showLongName(language: 'de' | 'en'): void {
  const { port1, port2 } = new MessageChannel();
  window.postMessage({ type: 'window-port' }, '*', [port2]);
  const titel = 'Widerspruch gegen den Bescheid vom 14.10.2026 wegen Gewerbeuntersagung '.repeat(4);
  const theme = { kernTheme: 'light', theme: 'plain' };
  const file = new Uint8Array(4);
  port1.postMessage({ type: 'show', titel, fassung: 3, language, theme, file, password: null });
}
