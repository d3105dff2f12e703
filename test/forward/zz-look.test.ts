import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { readCorpus } from './corpus.ts';
import { openDokument } from './dokument-page.ts';
import { type ServedScreen, serveScreen } from './serve-screen.ts';

let browser: Browser;
let served: ServedScreen;
beforeAll(async () => {
  served = await serveScreen();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});
test('look', async () => {
  for (const lang of ['de', 'en'])
    for (const [w, h] of [
      [1280, 800],
      [640, 400],
    ] as const) {
      const { page } = await openDokument(browser, served, readCorpus('pdf-ordinary/doc_1_3_pages.pdf'), {
        width: w,
        height: h,
        search: `?lang=${lang}`,
      });
      await page
        .getByText(/Seite 1 von|Page 1 of|1 \/ 3/)
        .first()
        .waitFor({ timeout: 20000 })
        .catch(() => undefined);
      await page.waitForTimeout(1500);
      console.log(
        lang,
        w,
        await page.evaluate(() =>
          [...document.querySelectorAll('.dok-view .tools, .dok-view .tools *')]
            .filter((e) => e.matches('.tools, button, .muted'))
            .map((e) => {
              const r = e.getBoundingClientRect();
              return `${e.className}|${e.textContent?.slice(0, 22)}|${Math.round(r.x)},${Math.round(r.y)} ${Math.round(r.width)}x${Math.round(r.height)}`;
            })
            .join('\n'),
        ),
      );
      await page.screenshot({ path: `/tmp/dok-${lang}-${w}.png` });
      await page.close();
    }
  expect(1).toBe(1);
});
