import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { letter } from '../attacks/letter.ts';
import { algorithmKeys, cardAnchor } from '../fixtures/card/algorithm-keys.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { serveWorker } from './serve-worker.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describe.skipIf(chromiumPath === null)('the pdf worker in the newest Chromium (skipped without it)', () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveWorker>>;
  let page: Page;
  beforeAll(async () => {
    served = await serveWorker();
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(served.url);
    await page.waitForFunction(() => 'judge' in window);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  test.each(algorithmKeys())('P75: it signs and judges by $algorithm, and refuses a wrong value', async (key) => {
    const order = { file: base64(letter()), certificates: key.chain.map(base64), algorithm: key.algorithm };
    const prepare = () =>
      page.evaluate(({ file, certificates, algorithm }) => window.prepare(file, certificates, algorithm), order);
    const digest = Buffer.from(await prepare(), 'base64');
    const signature = await key.signDigest(digest);
    const signed = await page.evaluate((value) => window.finish(value), base64(signature));
    const told = { signed, anchor: base64(cardAnchor) };
    expect(await page.evaluate(({ signed, anchor }) => window.judge(signed, anchor), told)).toMatchObject({
      verdict: 'valid',
      signatures: [{ coversWholeFile: true }],
    });
    await prepare();
    await expect(
      page.evaluate((value) => window.finish(value), base64(signature.map((byte) => byte ^ 1))),
    ).rejects.toThrow('pdf-signature-broken');
  });
});
