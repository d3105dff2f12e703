import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchChromium } from './chromium.ts';
import { corpusFolder, readCorpus } from './corpus.ts';
import { type ServedViewer, serveViewer } from './serve-viewer.ts';
import { ViewerPage } from './viewer-page.ts';

describe.skipIf(!chromiumPath || !corpusFolder)(
  'the viewer in the newest Chromium (skipped without it or the corpus)',
  () => {
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

    test('draws a page under its content security policy and asks nobody but its own origin', async () => {
      const view = await ViewerPage.open(browser, served);
      expect(await view.show(readCorpus('pdf-ordinary/doc_1_3_pages.pdf'))).toEqual({
        type: 'opened',
        id: 1,
        pageCount: 3,
      });
      await view.drawn(0);
      if (process.env.SHOT) await view.page.screenshot({ path: process.env.SHOT });
      expect(view.troubles).toEqual([]);
      expect(view.requests.filter((url) => !url.startsWith(served.viewerOrigin) && url !== served.pageUrl)).toEqual([]);
      await view.page.close();
    });
  },
);
