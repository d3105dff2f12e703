import path from 'node:path';
import { type Browser, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { chromiumPath, launchChromium } from '../forward/chromium.ts';

/** Milliseconds that the first page may take: the screens are compiled for it, on a machine that may be busy. */
const firstPageMs = 180_000;

/** The screens with their stand-ins, served to a Chromium for all tests of the group in which it is called. */
export function demoScreens(): { browser(): Browser; address(): string } {
  let vite: ViteDevServer | undefined;
  let browser: Browser | undefined;

  test.beforeAll(async () => {
    // Said loudly by chromium.ts: without it nothing is judged here.
    if (chromiumPath === null) return;
    test.setTimeout(firstPageMs + 60_000);
    vite = await createServer({
      configFile: path.join(import.meta.dirname, '../renderer/demo.config.ts'),
      server: { port: 0, strictPort: false },
      logLevel: 'error',
    });
    await vite.listen();
    browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(address(), { timeout: firstPageMs });
    await page.locator('.nav').waitFor({ timeout: firstPageMs });
    await page.close();
  });
  test.afterAll(async () => {
    await browser?.close();
    await vite?.close();
  });

  const address = () => vite?.resolvedUrls?.local[0] ?? '';
  return {
    address,
    browser() {
      if (!browser) throw new Error('the screens are served within tests only');
      return browser;
    },
  };
}
