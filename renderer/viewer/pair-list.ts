import type { CompareTexts, Mark, Pair, PairOutcome } from './compare-protocol.ts';
import { type PageView, pxPerPtAtFull } from './page-view.ts';
import { type Documents, PairView } from './pair-view.ts';
import type { SizePt } from './viewer-protocol.ts';

const smallestScale = 0.1;
const largestScale = 6;
const largestFit = 1.5;
/** As in compare.css. */
const marginPx = 16;
const gapPx = 16;

/** All pairs of pages under each other in one scrolling window, so that both states scroll together. */
export class PairList {
  readonly pairs: readonly PairView[];
  scale = 1;
  readonly #root: HTMLElement;
  readonly #near = new Set<PairView>();
  readonly #observer: IntersectionObserver;
  #zoom: number | 'width' = 'width';
  #marks: readonly Mark[] = [];

  constructor(root: HTMLElement, documents: Documents, pairs: readonly Pair[], first: SizePt, texts: CompareTexts) {
    this.#root = root;
    this.pairs = pairs.map((pair) => new PairView(documents, pair, first, texts));
    const heads = document.createElement('div');
    heads.className = 'heads';
    heads.append(title(texts.signed), title(texts.current));
    root.replaceChildren(heads, ...this.pairs.map((pair) => pair.element));
    this.#observer = new IntersectionObserver((entries) => this.#follow(entries), { root, rootMargin: '60% 0px' });
    this.#resize('width');
    for (const pair of this.pairs) this.#observer.observe(pair.element);
  }

  zoomTo(zoom: number | 'width'): void {
    const anchor = this.pairs[this.currentIndex()];
    this.#resize(zoom);
    anchor?.element.scrollIntoView({ block: 'nearest' });
    this.#drawNear();
  }

  /** Fits again after the window changed its size. */
  refit(): void {
    if (this.#zoom === 'width' && this.#scaleFor('width') !== this.scale) this.zoomTo('width');
  }

  /** The pair under the middle of the window. */
  currentIndex(): number {
    const middle = this.#root.getBoundingClientRect().height / 2;
    const found = this.pairs.findIndex(({ element }) => element.getBoundingClientRect().bottom > middle);
    return found < 0 ? Math.max(0, this.pairs.length - 1) : found;
  }

  tell(pairIndex: number, outcome: PairOutcome): void {
    this.pairs[pairIndex]?.tell(outcome);
  }

  mark(marks: readonly Mark[]): void {
    this.#marks = marks;
    for (const pair of this.#near) this.#markPair(pair);
  }

  /** Scrolls a mark, or the whole pair, into the window. */
  show(pairIndex: number, number: number | null): void {
    const pair = this.pairs[pairIndex];
    if (!pair) return;
    for (const old of this.#root.querySelectorAll('.mark.shown')) old.classList.remove('shown');
    this.#markPair(pair);
    const frames = number === null ? [] : pair.framesOf(number);
    for (const frame of frames) frame.classList.add('shown');
    const [target] = frames.length > 0 ? frames.slice(-1) : [pair.element];
    target?.scrollIntoView({ block: frames.length > 0 ? 'center' : 'start', inline: 'nearest' });
  }

  close(): void {
    this.#observer.disconnect();
    for (const { sheets } of this.#near) for (const page of sheets) page.release();
    this.#near.clear();
    this.#root.replaceChildren();
  }

  #resize(zoom: number | 'width'): void {
    this.#zoom = zoom;
    this.scale = this.#scaleFor(zoom);
    for (const { sheets } of this.pairs) for (const page of sheets) page.resize(this.scale);
  }

  #markPair(pair: PairView): void {
    const pairIndex = this.pairs.indexOf(pair);
    const shown = pair.element.querySelector<HTMLElement>('.mark.shown')?.dataset.number;
    pair.mark(this.#marks.filter((mark) => mark.pairIndex === pairIndex));
    if (shown !== undefined) for (const frame of pair.framesOf(Number(shown))) frame.classList.add('shown');
  }

  #follow(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const pair = this.pairs.find(({ element }) => element === target);
      if (!pair) continue;
      if (isIntersecting) {
        this.#near.add(pair);
        this.#markPair(pair);
      } else if (this.#near.delete(pair)) for (const page of pair.sheets) page.release();
    }
    this.#drawNear();
  }

  #drawNear(): void {
    for (const pair of this.#near) for (const page of pair.sheets) void this.#draw(pair, page);
  }

  async #draw(pair: PairView, page: PageView): Promise<void> {
    try {
      if (await page.measure()) {
        page.resize(this.scale);
        this.#markPair(pair);
      }
      if (this.#near.has(pair)) await page.draw();
    } catch {
      // A page that cannot be read stays blank; comparing says so in its heading.
    }
  }

  #scaleFor(zoom: number | 'width'): number {
    const pair = this.pairs[this.currentIndex()];
    if (!pair || pair.sheets.length === 0) return 1;
    const columns = getComputedStyle(pair.element).gridTemplateColumns.split(' ').length;
    // As in page-list.ts: the width is rounded.
    const room = (this.#root.clientWidth - 1 - 2 * marginPx - (columns - 1) * gapPx) / columns;
    const fit = room / (pair.size.widthPt * pxPerPtAtFull);
    const wanted = zoom === 'width' ? Math.min(largestFit, fit) : zoom;
    return Math.max(smallestScale, Math.min(largestScale, wanted));
  }
}

function title(text: string): HTMLElement {
  const head = document.createElement('p');
  head.textContent = text;
  return head;
}
