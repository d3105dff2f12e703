import { expect, test } from 'vitest';
import { confirmPage } from '../../electron/confirm/confirm-page.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

// chromium.ts says loudly that there is none.
test.skipIf(chromiumPath === null)('P33: the second press of a double click confirms nothing', async () => {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
  await page.setContent(
    confirmPage(
      {
        language: 'de',
        theme: 'light',
        key: { kind: 'file', name: 'Signatur.p12', isOpen: true },
        subject: 'Rita Rasch',
        otherHolder: { holder: 'Rita Rasch', person: 'Sabine Brandt' },
        legal: [],
        documents: [{ title: 'Bescheid', fassung: 2, sha: 'ab'.repeat(32) }],
      },
      'nonce',
    ),
  );
  const at = async (milliseconds: number) => {
    const box = (await page.locator('#sign').boundingBox())!;
    await page.locator('#sign').evaluate((button, time) => {
      const form = (button as HTMLButtonElement).form!;
      form.onsubmit = (event) => {
        event.preventDefault();
        document.title = 'confirmed';
      };
      for (const one of button.getAnimations()) {
        one.pause();
        one.currentTime = time;
      }
    }, milliseconds);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    return page.title();
  };
  expect(await at(500)).not.toBe('confirmed');
  expect(await at(601)).toBe('confirmed');
  await browser.close();
});
