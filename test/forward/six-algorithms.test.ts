import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validatePdf } from '../../shared/pdf/api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { letter } from '../attacks/letter.ts';
import { algorithmKeys, cardAnchor } from '../fixtures/card/algorithm-keys.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { openDokument, versionBytes } from './dokument-page.ts';
import { nodeDigest } from './node-digest.ts';
import { type ServedScreen, serveScreen } from './serve-screen.ts';

describe.skipIf(chromiumPath === null)('the pdf worker in the newest Chromium (skipped without it)', () => {
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

  // The worker itself refuses a signature that it cannot verify, so a Version 2 is its own word for it.
  test.each(algorithmKeys())('P75: it prepares and verifies a signature by $algorithm', async (key) => {
    const { page, troubles } = await openDokument(browser, served, letter(), { key });
    await page.getByRole('button', { name: 'Ohne Feld' }).click();
    await page.getByText('Unterschrieben, Fassung 2').waitFor();
    const source = bytesSource(await versionBytes(page, 2));
    const judged = validatePdf({ source, makeDigest: nodeDigest, trust: [cardAnchor], at: new Date() });
    expect(judged).toMatchObject({ verdict: 'valid', signatures: [{ coversWholeFile: true }] });
    expect(troubles).toEqual([]);
    await page.close();
  });
});
