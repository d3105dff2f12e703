import { type GhostPicture, openGhostPicture } from './ghost-picture.ts';
import type { PageList } from './page-list.ts';
import { pxPerPtAtFull } from './page-view.ts';
import { clampPlace, movePlace, placeAtPointer } from './placement.ts';
import { tellScreen } from './screen-port.ts';
import type { Ghost, Place } from './viewer-protocol.ts';

const marginPx = 16;

/** The rectangle of a stamp or signature on its way to its place: follows pointer and arrow keys. */
export class GhostView {
  readonly #element = document.createElement('div');
  readonly #list: PageList;
  readonly #ghost: Ghost;
  readonly #root: HTMLElement;
  readonly #stop = new AbortController();
  #place: Place;
  #held: number | null = null;
  readonly #picture: GhostPicture | null;
  /** The scale that its picture was drawn for, pixels per point. */
  #sharpFor = 0;

  constructor(root: HTMLElement, list: PageList, ghost: Ghost, at: Place, label: string) {
    this.#root = root;
    this.#list = list;
    this.#ghost = ghost;
    this.#place = at;
    this.#element.className = `ghost ${ghost.kind}`;
    this.#element.tabIndex = 0;
    // An application: the screen reader passes the arrow keys on.
    this.#element.setAttribute('role', 'application');
    this.#element.setAttribute('aria-label', [label, ...ghost.lines].join(', '));
    this.#picture = ghost.picture ? openGhostPicture(ghost.picture) : null;
    if (!this.#picture) this.#showLines();
    root.append(this.#element);
    const { signal } = this.#stop;
    this.#element.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    root.addEventListener('pointerdown', (event) => this.#onPointerDown(event), { signal });
    root.addEventListener('pointermove', (event) => this.#onPointerMove(event), { signal });
    root.addEventListener('pointerup', (event) => this.#onPointerUp(event), { signal });
    this.#moveTo(at);
    this.#element.focus({ preventScroll: true });
    this.show();
  }

  /** Scrolls until the whole rectangle is in the window, with its ring and a little paper around it where there is room. */
  show(): void {
    this.draw();
    const room = (innerHeight - this.#element.offsetHeight) / 2;
    this.#element.style.scrollMarginBlock = `${Math.max(0, Math.min(marginPx, Math.floor(room)))}px`;
    this.#element.scrollIntoView({ block: 'nearest' });
  }

  /** Puts the rectangle where its place now is on the screen, after scrolling or zooming. */
  draw(): void {
    const page = this.#list.pages[this.#place.pageIndex];
    if (!page) return;
    const pxPerPt = this.#list.scale * pxPerPtAtFull;
    const { offsetLeft, offsetTop } = page.element;
    const { style } = this.#element;
    style.left = `${offsetLeft + this.#place.x * pxPerPt}px`;
    style.top = `${offsetTop + (page.size.heightPt - this.#place.y - this.#ghost.heightPt) * pxPerPt}px`;
    style.width = `${this.#ghost.widthPt * pxPerPt}px`;
    style.height = `${this.#ghost.heightPt * pxPerPt}px`;
    style.fontSize = `${8 * pxPerPt}px`;
    void this.#showPicture(pxPerPt);
  }

  remove(): void {
    this.#stop.abort();
    this.#picture?.close();
    this.#element.remove();
  }

  #showLines(): void {
    for (const line of this.#ghost.lines) {
      const text = document.createElement('span');
      text.textContent = line;
      this.#element.append(text);
    }
  }

  /** As sharp as the page around it. */
  async #showPicture(pxPerPt: number): Promise<void> {
    if (!this.#picture || this.#sharpFor === pxPerPt) return;
    this.#sharpFor = pxPerPt;
    try {
      const canvas = await this.#picture.draw(pxPerPt * devicePixelRatio);
      if (this.#sharpFor !== pxPerPt) return;
      this.#element.replaceChildren(canvas);
      this.#element.classList.add('drawn');
    } catch {
      // Its place can be found all the same.
      if (this.#element.childElementCount === 0) this.#showLines();
    }
  }

  #moveTo(place: Place): void {
    const page = this.#list.pages[place.pageIndex];
    if (!page) return;
    this.#place = clampPlace(place, this.#ghost, page.size);
    this.draw();
    tellScreen({ type: 'placing', place: this.#place, page: page.size });
  }

  #onKey(event: KeyboardEvent): void {
    const moved = movePlace(this.#place, event.key, event.shiftKey, this.#list.pages.length);
    if (moved) {
      this.#moveTo(moved);
      this.show();
    } else if (event.key === 'Enter') tellScreen({ type: 'placed', place: this.#place });
    else if (event.key === 'Escape') tellScreen({ type: 'placing-cancelled' });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#held = event.pointerId;
    this.#root.setPointerCapture(event.pointerId);
    this.#follow(event);
    this.#element.focus({ preventScroll: true });
  }

  #onPointerMove(event: PointerEvent): void {
    if (this.#held === event.pointerId) this.#follow(event);
  }

  #onPointerUp(event: PointerEvent): void {
    if (this.#held === event.pointerId) this.#held = null;
  }

  #follow(event: PointerEvent): void {
    const page = this.#list.pages.find(({ element }) => {
      const { top, bottom } = element.getBoundingClientRect();
      return event.clientY >= top && event.clientY <= bottom;
    });
    if (!page) return;
    const rect = page.element.getBoundingClientRect();
    const pointer = { pageIndex: page.pageIndex, left: event.clientX - rect.left, top: event.clientY - rect.top };
    this.#moveTo(placeAtPointer(pointer, this.#ghost, page.size, this.#list.scale * pxPerPtAtFull));
  }
}
