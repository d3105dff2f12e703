import {
  AnnotationMode,
  type PDFDocumentProxy,
  type PDFPageProxy,
  type RenderTask,
  TextLayer,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Layer, recognisedLayer } from './recognised-layer.ts';
import type { SizePt, ViewerTexts } from './viewer-protocol.ts';

/** CSS pixels per PDF point at 100 %. */
export const pxPerPtAtFull = 96 / 72;

/** A canvas above this many pixels would fail or exhaust memory: drawn coarser instead. */
const maxCanvasPixels = 2 ** 25;

/** One page: an element that always has the right size and has pixels and text only while it is near the window. */
export class PageView {
  readonly element = document.createElement('section');
  readonly pageIndex: number;
  size: SizePt;
  rotation: 0 | 90 | 180 | 270 = 0;
  drawn = false;
  #document: PDFDocumentProxy;
  #texts: ViewerTexts;
  #page: PDFPageProxy | null = null;
  #task: RenderTask | null = null;
  #scale = 0;
  #turn = 0;
  #layer: Layer | null = null;

  constructor(pdf: PDFDocumentProxy, pageIndex: number, guess: SizePt, texts: ViewerTexts) {
    this.#document = pdf;
    this.#texts = texts;
    this.pageIndex = pageIndex;
    this.size = guess;
    this.element.className = 'page';
    this.element.tabIndex = -1;
    this.element.dataset.page = String(pageIndex);
    const label = texts.page.replace('{n}', String(pageIndex + 1)).replace('{total}', String(pdf.numPages));
    this.element.setAttribute('aria-label', label);
  }

  /** Gives the element its size at `scale` (1 = 100 %) and forgets pixels of another scale. */
  resize(scale: number): void {
    if (scale !== this.#scale) this.release();
    this.#scale = scale;
    this.element.style.width = `${this.size.widthPt * scale * pxPerPtAtFull}px`;
    this.element.style.height = `${this.size.heightPt * scale * pxPerPtAtFull}px`;
  }

  /** Learns the page's true size; answers whether it differs from the guess. */
  async measure(): Promise<boolean> {
    const page = await this.#load();
    const { width, height } = page.getViewport({ scale: 1 });
    const changed = width !== this.size.widthPt || height !== this.size.heightPt;
    this.size = { widthPt: width, heightPt: height };
    this.rotation = (((page.rotate % 360) + 360) % 360) as 0 | 90 | 180 | 270;
    return changed;
  }

  /** Draws page and text layer; the promise resolves when the pixels are there, also when drawing was given up. */
  async draw(): Promise<void> {
    if (this.#task || this.drawn) return;
    this.#turn += 1;
    const turn = this.#turn;
    const page = await this.#load();
    if (turn !== this.#turn) return;
    const viewport = page.getViewport({ scale: this.#scale * pxPerPtAtFull });
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    const sharpness = Math.min(devicePixelRatio, Math.sqrt(maxCanvasPixels / (viewport.width * viewport.height)));
    canvas.width = Math.max(1, Math.floor(viewport.width * sharpness));
    canvas.height = Math.max(1, Math.floor(viewport.height * sharpness));
    this.#task = page.render({
      canvas,
      viewport,
      transform: [canvas.width / viewport.width, 0, 0, canvas.height / viewport.height, 0, 0],
      // Appearances only: no form fields, no links, no scripts.
      annotationMode: AnnotationMode.ENABLE,
    });
    try {
      await this.#task.promise;
    } catch {
      // Cancelled because the page left the window, or a damaged page: it stays blank, the others are shown.
      return;
    }
    if (turn !== this.#turn) return;
    this.element.replaceChildren(canvas);
    this.drawn = true;
    await this.#addText(page, turn);
  }

  /** Lays words over the picture, now and whenever the page is drawn again. */
  showLayer(layer: Layer): void {
    this.#layer = layer;
    this.element.querySelector(':scope > .recognised')?.remove();
    this.#addLayer();
  }

  /** Gives pixels and text back to the memory; the element keeps its size. */
  release(): void {
    this.#turn += 1;
    this.#task?.cancel();
    this.#task = null;
    this.drawn = false;
    this.element.querySelector(':scope > canvas')?.remove();
    this.element.replaceChildren();
    this.#page?.cleanup();
  }

  async #load(): Promise<PDFPageProxy> {
    this.#page ??= await this.#document.getPage(this.pageIndex + 1);
    return this.#page;
  }

  #addLayer(): void {
    if (!this.drawn || !this.#layer || this.element.querySelector(':scope > .recognised')) return;
    const scale = this.#scale * pxPerPtAtFull;
    const { widthPt, heightPt } = this.size;
    this.element.append(recognisedLayer(this.#layer, widthPt * scale, heightPt * scale));
  }

  async #addText(page: PDFPageProxy, turn: number): Promise<void> {
    const scale = this.#scale * pxPerPtAtFull;
    const container = document.createElement('div');
    container.className = 'textLayer';
    container.style.setProperty('--total-scale-factor', String(scale));
    const layer = new TextLayer({
      textContentSource: page.streamTextContent({ includeMarkedContent: true }),
      container,
      viewport: page.getViewport({ scale }),
    });
    await layer.render();
    const annotations: readonly { contentsObj?: { str: string } }[] = await page.getAnnotations();
    if (turn !== this.#turn) return;
    this.element.append(container);
    this.#addLayer();
    for (const { contentsObj } of annotations) {
      if (!contentsObj?.str) continue;
      const spoken = document.createElement('p');
      spoken.className = 'spoken';
      spoken.textContent = `${this.#texts.annotation}: ${contentsObj.str}`;
      this.element.append(spoken);
    }
  }
}
