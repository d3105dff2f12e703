import type { Browser, Page } from '@playwright/test';
import type { FromViewer, ToViewer } from '../../renderer/viewer/viewer-protocol.ts';
import { fromViewerSchema } from '../../renderer/viewer/viewer-protocol.ts';
import type { ServedViewer } from './serve-viewer.ts';

declare global {
  interface Window {
    heard: unknown[];
    tell(message: unknown): void;
  }
}

/** A browser page that embeds the viewer, and every address that anything in it asked for. */
export class ViewerPage {
  readonly page: Page;
  readonly requests: string[] = [];
  readonly troubles: string[] = [];

  constructor(page: Page) {
    this.page = page;
    // A busy machine is slow; a hang ends at the test's own limit.
    page.setDefaultTimeout(90_000);
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && this.troubles.push(message.text()));
    page.on('pageerror', (error) => this.troubles.push(error.message));
  }

  static async open(browser: Browser, served: ServedViewer): Promise<ViewerPage> {
    const view = new ViewerPage(await browser.newPage({ viewport: { width: 900, height: 800 } }));
    await view.page.goto(served.pageUrl);
    await view.hear('ready');
    return view;
  }

  /** Shows a file and answers what the viewer says of it. */
  async show(bytes: Uint8Array, id = 1): Promise<FromViewer> {
    const encoded = Buffer.from(bytes).toString('base64');
    await this.page.evaluate(
      ({ encoded, id }) => {
        const bytes = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0)).buffer;
        const texts = {
          language: 'de',
          page: 'Seite {n} von {total}',
          annotation: 'Anmerkung',
          placing: 'Platz wählen',
        };
        window.heard.length = 0;
        window.tell({ type: 'open', id, file: bytes, texts });
      },
      { encoded, id },
    );
    return this.hear('opened', 'failed');
  }

  tell(message: Exclude<ToViewer, { type: 'open' }>): Promise<void> {
    return this.page.evaluate((message) => window.tell(message), message);
  }

  /** The next message of one of these kinds, checked against the protocol. */
  async hear(...kinds: FromViewer['type'][]): Promise<FromViewer> {
    const found = await this.page.waitForFunction(
      (kinds) => window.heard.find((message) => kinds.includes((message as { type: string }).type)),
      kinds as string[],
    );
    return fromViewerSchema.parse(await found.jsonValue());
  }

  /** Waits until a page has pixels. */
  async drawn(pageIndex: number): Promise<void> {
    await this.page.waitForFunction(
      (index) => window.heard.some((m) => (m as { drawn?: number[] }).drawn?.includes(index)),
      pageIndex,
    );
  }

  /** The last message of a kind. */
  async last<T extends FromViewer['type']>(kind: T): Promise<Extract<FromViewer, { type: T }>> {
    await this.hear(kind);
    const found = await this.page.evaluate(
      (kind) => window.heard.findLast((m) => (m as { type: string }).type === kind),
      kind as string,
    );
    return fromViewerSchema.parse(found) as Extract<FromViewer, { type: T }>;
  }

  get frame() {
    return this.page.frameLocator('iframe');
  }
}
