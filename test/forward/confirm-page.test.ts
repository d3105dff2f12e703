import type { Browser } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRoot } from '../../build/repository.mjs';
import { confirmPage } from '../../electron/confirm/confirm-page.ts';
import type { ConfirmRequest } from '../../electron/confirm/confirm-request.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

const address = 'http://confirm.invalid/';
const later = { notBefore: new Date('2026-01-01'), notAfter: new Date('2028-01-01') };
const opened: ConfirmRequest = {
  language: 'de',
  theme: 'light',
  key: { kind: 'file', name: 'Signatur.p12', isOpen: true },
  subject: 'Sabine Brandt',
  otherHolder: null,
  legal: [],
  documents: [{ title: 'Bescheid', fassung: 2, sha: 'ab'.repeat(32) }],
};

let browser: Browser | null = null;
let preload = '';
beforeAll(async () => {
  if (chromiumPath === null) return;
  [browser, preload] = await Promise.all([launchChromium(), bundlePreload()]);
});
afterAll(() => browser?.close());

// chromium.ts says loudly that there is none.
const inChromium = test.skipIf(chromiumPath === null);

inChromium('P33: the second press of a double click confirms nothing', async () => {
  const window = await open(opened);
  const box = (await window.page.locator('#sign').boundingBox())!;
  const click = () => window.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await window.at(500);
  await click();
  expect(await window.told()).toEqual([]);
  await window.at(601);
  await click();
  expect(await window.told()).toEqual(['confirm.submit']);
  await window.page.close();
});

inChromium(
  'P33: a second Enter or Space from the window before confirms nothing, nor does a key that is held',
  async () => {
    for (const key of ['Enter', ' ']) {
      const window = await open(opened);
      const { keyboard } = window.page;
      await window.at(500);
      await keyboard.press(key);
      // Held until after the time is over.
      await keyboard.down(key);
      await window.at(601);
      await keyboard.down(key);
      await keyboard.up(key);
      expect(await window.told(), key).toEqual([]);
      await keyboard.press(key);
      expect(await window.told(), key).toEqual(['confirm.submit']);
      await window.page.close();
    }
  },
);

inChromium('P33: a password may be typed and meant at once; without one a second Enter costs no try', async () => {
  const window = await open({ ...opened, key: { kind: 'file', name: 'Signatur.p12', isOpen: false } });
  await window.at(0);
  await window.page.keyboard.press('Enter');
  expect(await window.told()).toEqual([]);
  await window.page.keyboard.type('a b');
  expect(await window.page.inputValue('#password')).toBe('a b');
  await window.page.keyboard.press('Enter');
  expect(await window.told()).toEqual(['confirm.submit']);
  await window.page.close();
});

inChromium('P33: the focus begins where the person goes on, and Escape leaves without an act', async () => {
  const card = { kind: 'card' as const, name: 'Karte', ...later };
  const remote = { kind: 'remote' as const, name: 'Dienst', inBrowser: true, ...later };
  const factor = { id: 'pin', label: 'PIN', isNumeric: true };
  const cases: readonly [Partial<ConfirmRequest>, string][] = [
    [{}, 'sign'],
    [{ otherHolder: { holder: 'Rita Rasch', person: 'Sabine Brandt' } }, 'cancel'],
    [{ key: { kind: 'file', name: 'Signatur.p12', isOpen: false }, subject: null }, 'password'],
    [{ key: { ...card, hasPinPad: false } }, 'password'],
    [{ key: { ...card, hasPinPad: true } }, 'sign'],
    [{ key: { ...remote, factors: [factor] } }, 'password'],
    [{ key: { ...remote, factors: [] } }, 'sign'],
  ];
  for (const [change, focused] of cases) {
    const window = await open({ ...opened, ...change });
    expect(await window.page.evaluate(() => document.activeElement?.id), JSON.stringify(change)).toBe(focused);
    await window.page.keyboard.press('Escape');
    expect(await window.told()).toEqual(['confirm.cancel']);
    await window.page.close();
  }
});

/** The window's page with its own preload, which speaks with a list; motion is reduced. `at`: so many ms after it came up. */
async function open(request: ConfirmRequest) {
  const page = await browser!.newPage({ viewport: { width: 640, height: 400 }, reducedMotion: 'reduce' });
  await page.addInitScript(`{
    window.told = [];
    const ipcRenderer = {
      send: (call) => void window.told.push(call),
      invoke: async (call) => (window.told.push(call), { ok: true }),
    };
    const require = () => ({ ipcRenderer });
    ${preload}
  }`);
  await page.route(address, (route) =>
    route.fulfill({ contentType: 'text/html', body: confirmPage(request, 'nonce') }),
  );
  await page.goto(address);
  return {
    page,
    told: () => page.evaluate('window.told'),
    at: (milliseconds: number) =>
      page.locator('#sign').evaluate((button, time) => {
        // Begun anew: on a busy machine it may be over.
        const { style } = button as HTMLElement;
        style.animation = 'none';
        button.getAnimations();
        style.animation = '';
        const [clock] = button.getAnimations();
        clock!.pause();
        clock!.currentTime = time;
      }, milliseconds),
  };
}

async function bundlePreload(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      write: false,
      rolldownOptions: {
        input: inRoot('electron/confirm/preload.ts'),
        external: ['electron'],
        output: { format: 'cjs' },
      },
    },
  });
  const [result] = [built].flat();
  if (!result || !('output' in result)) throw new Error('nothing was built');
  return result.output[0].code;
}
