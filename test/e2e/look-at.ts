import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import type { Bridge } from '../../shared/bridge.ts';

const root = path.join(import.meta.dirname, '../..');
/** Pictures of every run; `npm run pictures` keeps the plain ones in docs/images. Those of zoom and themes lie below. */
const results = 'test-results/screens';

/** Takes a picture of what is shown and lets axe judge it: no violation, nothing wider than the window. */
export async function lookAt(page: Page, name: string): Promise<void> {
  await settle(page);
  await page.screenshot({ path: picture(name) });
  await judge(page, name);
}

/** The same for a window with a zoom, whose picture only the app itself can take whole. */
export async function lookAtZoomed(app: ElectronApplication, page: Page, name: string): Promise<void> {
  await settle(page);
  const window = await app.browserWindow(page);
  const png = await window.evaluate(async (target) => {
    const image = await target.webContents.capturePage();
    return image.toPNG().toString('base64');
  });
  writeFileSync(picture(name), Buffer.from(png, 'base64'));
  await judge(page, name);
}

async function judge(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.html).join(' | ')})`,
  );
  expect.soft(found, `${name}: axe`).toEqual([]);
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { across: scrollWidth - clientWidth, down: scrollHeight - clientHeight };
  });
  expect.soft(overflow, `${name}: the window itself never scrolls`).toEqual({ across: 0, down: 0 });
}

/** Gives the main window a size in pixels and a zoom. */
export async function sizeWindow(app: ElectronApplication, page: Page, zoom: number): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((target, factor) => {
    target.setContentSize(1280, 800);
    target.webContents.setZoomFactor(factor);
  }, zoom);
}

/**
 * Pictures of whatever is open in both languages, each at the usual size and at 200 %, and back to German at the usual size.
 * As the guides show it: German in light, English in dark.
 * `bring`: what shall be seen, brought into view again.
 */
export async function lookAtAll(
  { app, page }: { readonly app: ElectronApplication; readonly page: Page },
  name: string,
  bring: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (const language of ['en', 'de'] as const) {
    await speak(page, language);
    await bring();
    await lookAt(page, `${name}-${language}`);
    await sizeWindow(app, page, 2);
    await bring();
    await lookAtZoomed(app, page, `zoom/${name}-${language}`);
    await sizeWindow(app, page, 1);
  }
}

/** Changes language and theme where the person is, which the settings cannot do. */
export async function speak(page: Page, language: 'de' | 'en'): Promise<void> {
  await page.evaluate(
    (wanted) => (window as unknown as { aktentasche: Bridge }).aktentasche.call('settings.set', wanted),
    { language, theme: language === 'en' ? 'dark' : 'system' } as const,
  );
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** Settings in the other language; the person stays there. */
export async function chooseLanguage(page: Page, language: 'de' | 'en'): Promise<void> {
  await page.keyboard.press('Alt+5');
  await page.getByLabel(/^(Sprache|Language)/).selectOption(language);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

function picture(name: string): string {
  const kept = name.includes('/') ? undefined : process.env.AKTENTASCHE_SCREENSHOTS;
  const file = path.resolve(root, kept ?? results, `${name}.png`);
  mkdirSync(path.dirname(file), { recursive: true });
  return file;
}

/** Fonts are there, nothing is being loaded, and transitions of at most a moment have ended. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await expect(page.getByText(/^(Wird geladen|Loading|Wird geprüft|Checking) …$/)).toHaveCount(0);
  await page.waitForTimeout(250);
}
