import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inspectPdf } from '../../shared/pdf/api.ts';
import { bytesSource } from '../../shared/pdf/file/byte-source.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { corpusFolder, readCorpus } from './corpus.ts';
import { hostilePdfs } from './hostile-pdfs.ts';
import { type ServedViewer, serveViewer } from './serve-viewer.ts';
import { ViewerPage } from './viewer-page.ts';

const nowhere = 'http://127.0.0.1:9';

describe.skipIf(!chromiumPath)('the viewer in the newest Chromium (skipped without it)', () => {
  let browser: Browser;
  let served: ServedViewer;
  beforeAll(async () => {
    served = await serveViewer();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
  const foreign = (view: ViewerPage) =>
    view.requests.filter(
      (url) => !url.startsWith(served.viewerOrigin) && !url.startsWith('blob:') && url !== served.pageUrl,
    );

  test.skipIf(!corpusFolder)('draws a page and its text under its policy (skipped without the corpus)', async () => {
    const view = await ViewerPage.open(browser, served);
    expect(await view.show(readCorpus('pdf-ordinary/doc_1_3_pages.pdf'))).toMatchObject({
      type: 'opened',
      pageCount: 3,
    });
    await view.drawn(0);
    await view.frame.getByText('Document 1:Page 1').waitFor();
    expect(await view.frame.getByRole('region', { name: 'Seite 1 von 3' }).count()).toBe(1);
    expect(view.troubles).toEqual([]);
    expect(foreign(view)).toEqual([]);
    await view.page.close();
  });

  test.skipIf(!corpusFolder)('pages have the size that the PDF engine reads (skipped without the corpus)', async () => {
    const view = await ViewerPage.open(browser, served);
    for (const name of ['160F-2019', 'doc_1_3_pages', 'bug1675139', 'french_diacritics']) {
      const bytes = readCorpus(`pdf-ordinary/${name}.pdf`);
      const [first] = inspectPdf(bytesSource(bytes)).pages;
      await view.show(bytes);
      await view.drawn(0);
      const shown = (await view.last('view')).visible.find((page) => page.pageIndex === 0);
      expect(shown?.widthPt).toBeCloseTo(first?.widthPt ?? 0, 1);
      expect(shown?.heightPt).toBeCloseTo(first?.heightPt ?? 0, 1);
      expect(shown?.rotation).toBe(first?.rotation);
    }
    await view.page.close();
  });

  test.skipIf(!corpusFolder)(
    'a place is found by mouse and by keys, and Escape gives it up (skipped without the corpus)',
    async () => {
      const view = await ViewerPage.open(browser, served);
      await view.show(readCorpus('pdf-ordinary/doc_1_3_pages.pdf'));
      await view.drawn(0);
      const ghost = { kind: 'stamp', lines: ['EINGANG'], widthPt: 150, heightPt: 50 } as const;
      await view.tell({ type: 'place', ghost, at: { pageIndex: 0, x: 100, y: 700 } });
      await view.hear('placing');
      const { visible } = await view.last('view');
      const rect = visible[0]!.rect;
      await view.page.mouse.move(rect.left + 300, rect.top + 200);
      await view.page.mouse.down();
      await view.page.mouse.move(rect.left + rect.width / 2, rect.top + 150);
      await view.page.mouse.up();
      // The move comes as a message of its own, at some time.
      const atTheMouse = async () => {
        const { place, page } = await view.last('placing');
        expect(place.x + 75).toBeCloseTo(page.widthPt / 2, -0.5);
        return place;
      };
      const place = await vi.waitFor(atTheMouse, { timeout: 20_000 });
      await view.page.keyboard.press('PageDown');
      await view.page.keyboard.press('ArrowRight');
      await view.page.keyboard.press('Enter');
      const placed = await view.hear('placed');
      expect(placed).toEqual({ type: 'placed', place: { pageIndex: 1, x: place.x + 4, y: place.y } });
      await view.page.keyboard.press('Escape');
      await view.hear('placing-cancelled');
      await view.page.close();
    },
  );

  test('what acts in a PDF stays still: no script, no request, no other page', async () => {
    const view = await ViewerPage.open(browser, served);
    for (const [name, bytes] of hostilePdfs(nowhere)) {
      const answer = await view.show(bytes);
      if (answer.type === 'opened') {
        await view.drawn(0);
        await view.page.mouse.click(300, 300);
        await view.page.waitForTimeout(50);
      }
      expect(foreign(view), name).toEqual([]);
      expect(await view.page.evaluate(() => 'broken' in window), name).toBe(false);
      expect(view.page.url(), name).toBe(served.pageUrl);
      expect(
        view.page.frames().map((frame) => frame.url()),
        name,
      ).toEqual([served.pageUrl, `${served.viewerOrigin}/viewer.html`]);
    }
    expect(browser.contexts().flatMap((context) => context.pages())).toHaveLength(1);
    // The recorder itself works: a request that does leave is seen.
    await view.page.evaluate((url) => fetch(url, { mode: 'no-cors' }).catch(() => null), `${nowhere}/control`);
    expect(foreign(view)).toEqual([`${nowhere}/control`]);
    await view.page.close();
  });

  test('a file that cannot be shown is named by its code', async () => {
    const view = await ViewerPage.open(browser, served);
    const [, sound] = hostilePdfs(nowhere)[0]!;
    const encrypted = new TextDecoder()
      .decode(sound)
      .replace(
        '/Root',
        `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> >> /ID [<00> <00>] /Root`,
      );
    expect(await view.show(new Uint8Array())).toMatchObject({ code: 'pdf-empty' });
    expect(await view.show(new TextEncoder().encode('kein PDF'))).toMatchObject({ code: 'pdf-no-header' });
    expect(await view.show(new TextEncoder().encode('%PDF-1.7\nnichts weiter'))).toMatchObject({
      code: 'pdf-xref-damaged',
    });
    expect(await view.show(new TextEncoder().encode(encrypted))).toMatchObject({ code: 'pdf-encrypted' });
    expect(await view.show(sound)).toMatchObject({ type: 'opened' });
    await view.page.close();
  });

  test('300 MB are shown without being copied', async () => {
    const view = await ViewerPage.open(browser, served);
    const [, sound] = hostilePdfs(nowhere)[0]!;
    await view.page.evaluate(
      ({ encoded, size }) => {
        const head = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
        const bytes = new Uint8Array(size).fill(32);
        bytes.set(head);
        // The trailer is looked for at the end of the file.
        const tail = new TextDecoder().decode(head).slice(-200);
        const at = tail.indexOf('trailer');
        bytes.set(new TextEncoder().encode(tail.slice(at)), size - (tail.length - at));
        const texts = { language: 'de', page: '{n}', annotation: '', placing: '' };
        window.heard.length = 0;
        window.tell({ type: 'open', id: 9, file: bytes.buffer, texts });
        (window as unknown as { left: number }).left = bytes.byteLength;
      },
      { encoded: Buffer.from(sound).toString('base64'), size: 300_000_000 },
    );
    expect(await view.hear('opened', 'failed')).toEqual({ type: 'opened', id: 9, pageCount: 1 });
    expect(await view.page.evaluate(() => (window as unknown as { left: number }).left)).toBe(0);
    await view.drawn(0);
    await view.page.close();
  });

  test('R102: of 300 MB that are streamed only what is looked at is asked for, and a range that fails is told', async () => {
    const view = await ViewerPage.open(browser, served);
    const [, sound] = hostilePdfs(nowhere)[0]!;
    await view.page.evaluate(
      ({ encoded, sizeBytes }) => {
        const head = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
        const tail = head.slice(new TextDecoder('latin1').decode(head).lastIndexOf('trailer'));
        const asked = { bytes: 0, fails: false };
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data: { n, offset, length } }) => {
          if (asked.fails) return port1.postMessage({ n, code: 'version-not-here' });
          const bytes = new Uint8Array(Math.min(length, 1024 * 1024)).fill(32);
          asked.bytes += bytes.length;
          for (let at = 0; at < bytes.length; at++) {
            const place = offset + at;
            if (place < head.length) bytes[at] = head[place]!;
            else if (place >= sizeBytes - tail.length) bytes[at] = tail[place - sizeBytes + tail.length]!;
          }
          port1.postMessage({ n, bytes }, [bytes.buffer]);
        };
        Object.assign(window, { asked });
        const texts = { language: 'de', page: '{n}', annotation: '', placing: '' };
        window.heard.length = 0;
        window.tell({ type: 'open', id: 10, file: { sizeBytes, port: port2 }, texts });
      },
      { encoded: Buffer.from(sound).toString('base64'), sizeBytes: 300_000_000 },
    );
    expect(await view.hear('opened', 'failed')).toEqual({ type: 'opened', id: 10, pageCount: 1 });
    await view.drawn(0);
    const asked = () => view.page.evaluate(() => (window as unknown as { asked: { bytes: number } }).asked.bytes);
    expect(await asked()).toBeLessThan(2_000_000);

    await view.page.evaluate(() => {
      (window as unknown as { asked: { fails: boolean } }).asked.fails = true;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: { n } }) => port1.postMessage({ n, code: 'version-not-here' });
      const texts = { language: 'de', page: '{n}', annotation: '', placing: '' };
      window.heard.length = 0;
      window.tell({ type: 'open', id: 11, file: { sizeBytes: 5_000_000, port: port2 }, texts });
    });
    expect(await view.hear('failed')).toEqual({ type: 'failed', id: 11, code: 'version-not-here' });
    await view.page.close();
  });

  test('nobody but the embedding page is obeyed or may embed it', async () => {
    const page = await browser.newPage();
    await page.setContent(`<iframe src="${served.viewerOrigin}/viewer.html"></iframe>`);
    await page.waitForTimeout(500);
    const [, inner] = page.frames();
    expect(await inner?.evaluate(() => document.querySelector('#pages'))).toBe(null);
    await page.close();
  });
});
