import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PageView, pxPerPtAtFull } from './page-view.ts';
import type { LayerPage, SizePt, ViewerTexts, VisiblePage, Zoom } from './viewer-protocol.ts';

const smallestScale = 0.1;
const largestScale = 8;
/** Fitting never enlarges beyond this: a postcard need not fill the screen. */
const largestFit = 1.5;
const marginPx = 16;

/** How a document is looked at: what lies at a height of the window, as a share of its page's height; null: nothing yet. */
export interface View {
  readonly zoom: Zoom;
  readonly pageIndex: number;
  readonly share: number | null;
  readonly leftPx: number;
}

/** All pages of one document under each other; only those near the window have pixels. */
export class PageList {
  readonly pages: readonly PageView[];
  scale = 1;
  #zoom: Zoom = 'width';
  #root: HTMLElement;
  #near = new Set<PageView>();
  #observer: IntersectionObserver;
  #onDrawn: () => void;

  constructor(root: HTMLElement, pdf: PDFDocumentProxy, first: SizePt, texts: ViewerTexts, onDrawn: () => void) {
    this.#root = root;
    this.#onDrawn = onDrawn;
    this.pages = Array.from({ length: pdf.numPages }, (_, index) => new PageView(pdf, index, first, texts));
    this.#observer = new IntersectionObserver((entries) => this.#follow(entries), { rootMargin: '60% 0px' });
    root.replaceChildren(...this.pages.map((page) => page.element));
    this.zoomTo('width');
    for (const page of this.pages) this.#observer.observe(page.element);
  }

  /** Changes the scale and keeps what is in the middle of the window there. */
  zoomTo(zoom: Zoom): void {
    this.#zoom = zoom;
    const scale = this.#scaleFor(zoom);
    const before = this.view(innerHeight / 2);
    this.scale = scale;
    for (const page of this.pages) page.resize(scale);
    this.#bring(before, innerHeight / 2);
    this.#drawNear();
  }

  /** How the document is looked at now, measured at a height of the window. */
  view(atPx = 0): View {
    const pageIndex = this.#indexAt(atPx);
    const { top, height } = this.pages[pageIndex]!.element.getBoundingClientRect();
    const share = height > 0 ? (atPx - top) / height : null;
    return { zoom: this.#zoom, pageIndex, share, leftPx: this.#root.scrollLeft };
  }

  /** Looks at the document as another state of it was looked at. */
  async lookAgain(view: View): Promise<void> {
    const page = this.pages[view.pageIndex];
    // Its size is only guessed: it need not be that of the first page. A page that cannot be read stays blank, as elsewhere.
    if (await page?.measure().catch(() => false)) page?.resize(this.scale);
    this.#bring(view, 0);
    this.zoomTo(view.zoom);
    this.#bring(view, 0);
    this.#root.scrollLeft = view.leftPx;
  }

  /** Lays words over the pictures of pages. */
  showLayer(label: string, pages: readonly LayerPage[]): void {
    for (const { pageIndex, lines } of pages) this.pages[pageIndex]?.showLayer({ label, lines });
  }

  /** Fits again after the window changed its size. */
  refit(): void {
    if (typeof this.#zoom === 'string' && this.#scaleFor(this.#zoom) !== this.scale) this.zoomTo(this.#zoom);
  }

  /** Scrolls a page to the top of the window. */
  goTo(pageIndex: number): void {
    const page = this.pages[Math.max(0, Math.min(this.pages.length - 1, pageIndex))];
    if (page) this.#root.scrollTop += page.element.getBoundingClientRect().top - marginPx;
  }

  /** The page under the middle of the window. */
  currentIndex(): number {
    return this.#indexAt(innerHeight / 2);
  }

  #indexAt(atPx: number): number {
    let [low, high] = [0, this.pages.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { bottom } = this.pages[middle]!.element.getBoundingClientRect();
      if (bottom + marginPx < atPx) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Pages that are at least partly in the window, with their place in it. */
  visible(): VisiblePage[] {
    return [...this.#near].flatMap((page) => {
      const { left, top, width, height, bottom } = page.element.getBoundingClientRect();
      if (bottom < 0 || top > innerHeight) return [];
      const { widthPt, heightPt } = page.size;
      const rect = { left, top, width, height };
      return [{ pageIndex: page.pageIndex, widthPt, heightPt, rotation: page.rotation, rect }];
    });
  }

  /** Pages whose pixels are on the screen or near it. */
  drawn(): number[] {
    return [...this.#near].filter((page) => page.drawn).map((page) => page.pageIndex);
  }

  close(): void {
    this.#observer.disconnect();
    for (const page of this.#near) page.release();
    this.#near.clear();
    this.#root.replaceChildren();
  }

  #bring({ pageIndex, share }: View, toPx: number): void {
    const rect = this.pages[pageIndex]?.element.getBoundingClientRect();
    if (rect && share !== null) this.#root.scrollBy(0, rect.top + share * rect.height - toPx);
  }

  #follow(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const page = this.pages[Number((target as HTMLElement).dataset.page)];
      if (!page) continue;
      if (isIntersecting) this.#near.add(page);
      else if (this.#near.delete(page)) page.release();
    }
    this.#drawNear();
  }

  #drawNear(): void {
    for (const page of this.#near) void this.#draw(page);
  }

  async #draw(page: PageView): Promise<void> {
    try {
      if (await page.measure()) page.resize(this.scale);
      if (this.#near.has(page)) await page.draw();
    } catch {
      // A page that cannot be read stays blank; the document's other pages are shown.
    }
    this.#onDrawn();
  }

  #scaleFor(zoom: Zoom): number {
    const { widthPt, heightPt } = this.pages[this.currentIndex()]!.size;
    // Rounded by the browser, perhaps up: without the one pixel less a page may be a trace too wide.
    const width = (this.#root.clientWidth - 1 - 2 * marginPx) / (widthPt * pxPerPtAtFull);
    const height = (this.#root.clientHeight - 2 * marginPx) / (heightPt * pxPerPtAtFull);
    const wanted =
      typeof zoom === 'number' ? zoom : Math.min(largestFit, zoom === 'width' ? width : Math.min(width, height));
    return Math.max(smallestScale, Math.min(largestScale, wanted));
  }
}
