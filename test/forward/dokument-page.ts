import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { inRoot } from '../../build/repository.mjs';
import { openPkcs12 } from '../../electron/signer/open-pkcs12.ts';
import type { ServedScreen } from './serve-screen.ts';

/** Opens the Dokument screen on a file; the key is a real one, used in this process as main's signer would. */
export async function openDokument(
  browser: Browser,
  served: ServedScreen,
  bytes: Uint8Array,
  options: {
    readonly search?: string;
    readonly width?: number;
    readonly height?: number;
    readonly change?: { eingangsdatum?: null; rival?: boolean };
  } = {},
): Promise<{ readonly page: Page; readonly troubles: string[]; readonly requests: string[] }> {
  const viewport = { width: options.width ?? 1280, height: options.height ?? 800 };
  const page = await browser.newPage({ viewport });
  // A busy machine is slow; a hang ends at the test's own limit.
  page.setDefaultTimeout(90_000);
  const troubles: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  const key = openPkcs12(new Uint8Array(readFileSync(inRoot('test/fixtures/pki/rsa.p12'))), 'test', new Date());
  await page.exposeFunction('nodeBegin', () => ({
    certificates: key.chain.map((der) => Buffer.from(der).toString('base64')),
    subject: 'Miriam Öztürk',
    algorithm: 'rsa-pkcs1-sha256',
  }));
  await page.exposeFunction('nodeSign', async (digest: string) => {
    const signature = await key.signDigest(new Uint8Array(Buffer.from(digest, 'base64')));
    return Buffer.from(signature).toString('base64');
  });
  await page.goto(`${served.url}${options.search ?? ''}`);
  await page.waitForFunction(() => 'loadDocument' in window);
  await page.evaluate(({ encoded, change }) => window.loadDocument(encoded, change), {
    encoded: Buffer.from(bytes).toString('base64'),
    change: options.change ?? {},
  });
  await page.evaluate(() => window.goTo('dokument/d1'));
  return { page, troubles, requests };
}

/** The bytes of a Version in the page. */
export async function versionBytes(page: Page, number: number): Promise<Uint8Array> {
  return new Uint8Array(Buffer.from(await page.evaluate((n) => window.versionBytes(n), number), 'base64'));
}
