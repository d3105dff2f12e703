import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectPdf, validatePdf } from '../../shared/pdf/api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { corpusFolder, readCorpus } from './corpus.ts';
import { countRows } from './count-rows.ts';
import { openDokument, versionBytes } from './dokument-page.ts';
import { nodeDigest } from './node-digest.ts';
import { type ServedScreen, serveScreen } from './serve-screen.ts';

const canRun = chromiumPath !== null && corpusFolder !== null;

describe.skipIf(!canRun)('the Dokument screen in the newest Chromium (skipped without it or the corpus)', () => {
  let browser: Browser;
  let served: ServedScreen;
  let letter: Uint8Array;
  beforeAll(async () => {
    served = await serveScreen();
    browser = await launchChromium();
    letter = readCorpus('pdf-ordinary/doc_1_3_pages.pdf');
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  test('a stamp is asked for, placed by arrow keys and becomes Version 2; Version 1 stays its prefix', async () => {
    const { page, troubles } = await openDokument(browser, served, letter);
    await stampByKeyboard(page);
    await page.getByText('Stempel gesetzt, Fassung 2').waitFor();
    const stamped = await versionBytes(page, 2);
    expect(Buffer.compare(stamped.subarray(0, letter.length), letter)).toBe(0);
    const [stamp] = inspectPdf(bytesSource(stamped)).stamps;
    expect(stamp?.pageIndex).toBe(0);
    expect(stamp?.text).toContain('20.11.2026');
    expect(stamp?.text).toContain('Stadt Musterstadt · Ordnungsamt');
    expect(await page.evaluate(() => window.accesses.filter((each) => each.startsWith('stamp')))).toEqual([
      'stamp ver1',
    ]);
    await page.getByText('Fassung 2 · mit Stempel · 3 Seiten').waitFor();
    await page.frameLocator('iframe').getByText('Anmerkung: EINGANG').waitFor({ state: 'attached' });
    expect(troubles).toEqual([]);
    await shoot(page, 'stamped');
    await page.close();
  });

  test('H33: the bar above the paper is one row at 1280x800 and at 200 %, in both languages', async () => {
    for (const language of ['de', 'en'])
      for (const [width, height] of [
        [1280, 800],
        [640, 400],
      ] as const) {
        const { page } = await openDokument(browser, served, letter, { width, height, search: `?lang=${language}` });
        await page.getByText(/^(Seite|Page) 1 \/ 3$/).waitFor();
        expect(await countRows(page, '.dok-view .tools'), `${language} ${width}`).toEqual([1]);
        await page.close();
      }
  });

  test('a visible signature by a real key verifies here and in Node, and covers the whole file', async () => {
    const { page, troubles } = await openDokument(browser, served, letter);
    await page.getByRole('button', { name: 'Unterschreiben …', exact: true }).click();
    await page.getByText('Platz für die sichtbare Unterschrift wählen').waitFor();
    await page.keyboard.press('Shift+ArrowUp');
    await page.getByText(/Seite 1, unten links/).waitFor();
    await shoot(page, 'placing');
    await page.keyboard.press('Enter');
    await page.getByText('Unterschrieben, Fassung 2').waitFor();
    await page.getByText('nicht abschließend prüfbar').waitFor();
    await page.getByText('Fassung 2 · mit Unterschrift · 3 Seiten').waitFor();
    await page.frameLocator('iframe').locator('canvas').first().waitFor();
    await shoot(page, 'signed');
    const signed = await versionBytes(page, 2);
    const source = bytesSource(signed);
    const { verdict, signatures } = validatePdf({ source, makeDigest: nodeDigest, trust: [], at: new Date() });
    expect(verdict).toBe('indeterminate');
    expect(signatures).toHaveLength(1);
    expect(signatures[0]?.coversWholeFile).toBe(true);
    expect(await page.evaluate(() => window.signerCalls)).toEqual([
      'signer.lastKey',
      'signer.begin',
      'signer.sign',
      'signer.end',
    ]);
    expect(troubles).toEqual([]);
    await page.close();
  });

  test('H39: whoever has put a stamp or a signature on a page sees it there, as large as before', async () => {
    const { page } = await openDokument(browser, served, letter);
    const put = async (done: string) => {
      await page.getByText(/^Seite 3, /).waitFor();
      await page.keyboard.press('Shift+ArrowUp');
      const before = await lookAtThird(page);
      await page.keyboard.press('Enter');
      await page.getByText(new RegExp(`Fassung . · ${done} · 3 Seiten`)).waitFor();
      await expect.poll(async () => (await lookAtThird(page)).isDrawn).toBe(true);
      await page.getByText('Seite 3 / 3').waitFor();
      const { top, width, frame } = await lookAtThird(page);
      expect(width).toBe(before.width);
      expect(top + before.ghost.top, done).toBeGreaterThanOrEqual(0);
      expect(top + before.ghost.bottom, done).toBeLessThanOrEqual(frame);
      await shoot(page, `stays-${done.replace(' ', '-')}`);
    };
    for (let n = 0; n < 2; n++) await page.getByRole('button', { name: 'Nächste Seite' }).click();
    await page.getByRole('button', { name: 'Vergrößern' }).click();
    await page.getByText('Seite 3 / 3').waitFor();
    await page.getByRole('button', { name: 'Stempel …' }).click();
    await page.getByRole('button', { name: 'Platz wählen' }).click();
    await put('mit Stempel');
    await page.getByRole('button', { name: 'Unterschreiben …', exact: true }).click();
    await put('mit Unterschrift');
    await page.close();
  });

  test('H39: a Fassung that a colleague made begins at its top, one that is chosen where the one before was left', async () => {
    const { page } = await openDokument(browser, served, letter);
    for (let n = 0; n < 2; n++) await page.getByRole('button', { name: 'Nächste Seite' }).click();
    await page.getByText('Seite 3 / 3').waitFor();
    await page.evaluate(() => window.arriveVersion());
    await page
      .getByText(/^Fassung 2 · /)
      .first()
      .waitFor();
    await page.getByText('Seite 1 / 3').waitFor();
    await page.getByRole('button', { name: 'Nächste Seite' }).click();
    await page.getByText('Seite 2 / 3').waitFor();
    await page.getByRole('button', { name: /^Fassung 1/ }).click();
    await page
      .getByText(/^Fassung 1 · /)
      .first()
      .waitFor();
    await page.getByText('Seite 2 / 3').waitFor();
    await page.close();
  });

  test('H39: a stamp on its way looks as it does when it is set: words, sizes, colours', async () => {
    const { page } = await openDokument(browser, served, letter);
    await page.getByRole('button', { name: 'Stempel …' }).click();
    await page.getByRole('button', { name: 'Platz wählen' }).click();
    const ghost = page.frameLocator('iframe').locator('.ghost.drawn');
    await ghost.waitFor();
    await shoot(page, 'placing-stamp');
    const place = await ghost.evaluate((element) => {
      const paper = document.querySelector('[data-page="0"]')!.getBoundingClientRect();
      const { left, top, width, height } = element.getBoundingClientRect();
      return [
        (left - paper.left) / paper.width,
        (top - paper.top) / paper.height,
        width / paper.width,
        height / paper.height,
      ];
    });
    const whole = [0, 0, 1, 1];
    const before = await ghost.locator('canvas').evaluate(tones, whole);
    await page.keyboard.press('Enter');
    await page.getByText('Fassung 2 · mit Stempel · 3 Seiten').waitFor();
    const paper = page.frameLocator('iframe').locator('[data-page="0"] > canvas');
    await paper.waitFor();
    const after = await paper.evaluate(tones, place);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.min(...after), 'there is something on it').toBeLessThan(200);
    expect(mean(before.map((tone, index) => Math.abs(tone - after[index]!)))).toBeLessThan(12);
    await page.close();
  });

  test('H39: what is being placed is whole, its ring too, where the bar above leaves little room for the paper', async () => {
    const { page } = await openDokument(browser, served, letter, { width: 640, height: 380 });
    const sign = page.getByRole('button', { name: 'Unterschreiben …', exact: true });
    await page.getByText('Seite 1 / 3').waitFor();
    // It stands on the other face.
    await sign.evaluate((button) => (button as HTMLElement).click());
    await page.getByText(/^Seite 1, unten links/).waitFor();
    const paper = page.frameLocator('iframe').locator('.ghost');
    const room = () =>
      paper.evaluate((ghost) => {
        const { top, bottom } = ghost.getBoundingClientRect();
        return Math.min(top, innerHeight - bottom);
      });
    await expect.poll(room).toBeGreaterThan(6);
    await page.keyboard.press('ArrowUp');
    await expect.poll(room).toBeGreaterThan(6);
    await page.close();
  });

  test('shortcuts of the app also work while the viewer has the focus', async () => {
    const { page } = await openDokument(browser, served, letter);
    await page.frameLocator('iframe').locator('.textLayer').first().click();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Tastenkürzel' }).waitFor();
    await page.close();
  });

  test('closing the confirmation window is no error and writes nothing', async () => {
    const { page } = await openDokument(browser, served, letter, { search: '?confirm=no' });
    await page.getByRole('button', { name: 'Unsichtbar unterschreiben …' }).click();
    await page.waitForFunction(() => window.signerCalls.includes('signer.begin'));
    await page.waitForTimeout(300);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect((await versionBytes(page, 2)).length).toBe(0);
    await page.close();
  });

  test('the receipt date is never filled in silently', async () => {
    const { page } = await openDokument(browser, served, letter, { change: { eingangsdatum: null } });
    await page.getByRole('button', { name: 'Stempel …' }).click();
    expect(await page.getByLabel('Eingang bei der Behörde').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Platz wählen' }).click();
    await page.getByText('Bitte ausfüllen.').waitFor();
    await shoot(page, 'stamp-dialog');
    await page.close();
  });

  test('of two competing Versionen a person chooses the leading one', async () => {
    const { page } = await openDokument(browser, served, letter, { change: { rival: true } });
    await page.getByText('2 konkurrierende Fassungen').waitFor();
    await shoot(page, 'rivals');
    await page.getByRole('button', { name: 'Fassung 2 soll gelten' }).click();
    await page.getByText('Fassung 2 ist jetzt führend').waitFor();
    await page.close();
  });

  test.each([
    ['pdf-empty', new Uint8Array()],
    ['pdf-no-header', new TextEncoder().encode('kein PDF')],
  ])('a file that is none is named: %s', async (code, bytes) => {
    const { page } = await openDokument(browser, served, bytes);
    await page.locator('.desk-note').getByText(`Kennung: ${code}`).waitFor();
    await page.close();
  });

  test.each([
    ['de', ['light', 'dark', 'contrast']],
    ['en', ['light']],
  ])('axe finds nothing to object to, language %s', async (language, themes) => {
    for (const theme of themes) {
      const { page } = await openDokument(browser, served, letter, { search: `?lang=${language}&theme=${theme}` });
      await page.frameLocator('iframe').locator('canvas').first().waitFor();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual(
        [],
      );
      await shoot(page, `${language}-${theme}`);
      await page.close();
    }
  });

  test('at 200 % nothing is cut off sideways', async () => {
    const { page } = await openDokument(browser, served, letter, { width: 640, height: 400 });
    await page.frameLocator('iframe').locator('canvas').first().waitFor();
    await shoot(page, 'zoom-200');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.close();
  });
});

async function stampByKeyboard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stempel …' }).click();
  await page.getByRole('button', { name: 'Platz wählen' }).click();
  await page.getByText('Platz für den Stempel wählen').waitFor();
  await page.getByText(/Seite 1, oben rechts/).waitFor();
  for (const key of ['ArrowLeft', 'ArrowLeft', 'Shift+ArrowDown', 'Enter']) await page.keyboard.press(key);
}

/** The third page in the frame, and what is being placed on it, measured from its upper edge. */
function lookAtThird(page: Page) {
  return page
    .frameLocator('iframe')
    .locator('#pages')
    .evaluate((root) => {
      const third = root.querySelector('[data-page="2"]')!;
      const { top, width } = third.getBoundingClientRect();
      const ghost = root.querySelector('.ghost')?.getBoundingClientRect() ?? { top, bottom: top };
      const isDrawn = third.querySelector('canvas') !== null;
      return { top, width, isDrawn, frame: innerHeight, ghost: { top: ghost.top - top, bottom: ghost.bottom - top } };
    });
}

/** Red, green and blue of a part of a picture (shares of its size) on white paper, made as coarse as 60 by 24. */
function tones(canvas: Element, [left = 0, top = 0, width = 1, height = 1]: readonly number[]): number[] {
  const source = canvas as HTMLCanvasElement;
  const small = document.createElement('canvas');
  [small.width, small.height] = [60, 24];
  const drawing = small.getContext('2d')!;
  drawing.imageSmoothingQuality = 'high';
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, 60, 24);
  const [w, h] = [source.width, source.height];
  drawing.drawImage(source, left * w, top * h, width * w, height * h, 0, 0, 60, 24);
  return [...drawing.getImageData(0, 0, 60, 24).data].filter((_value, index) => index % 4 < 3);
}

/** A screenshot for a person to look at, when a folder is named. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.AKTENTASCHE_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/dokument-${name}.png` });
}
