import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { CompareTexts, Mark, Pair, PairOutcome } from './compare-protocol.ts';
import { PageView } from './page-view.ts';
import type { SizePt } from './viewer-protocol.ts';

/** The two states of the file. */
export interface Documents {
  readonly signed: PDFDocumentProxy;
  readonly current: PDFDocumentProxy;
}

/** Two pages side by side under one heading that says whether they are the same. */
export class PairView {
  readonly element = document.createElement('section');
  readonly sheets: readonly PageView[];
  readonly #heading = document.createElement('h2');
  readonly #layers: HTMLElement[] = [];
  readonly #texts: CompareTexts;
  readonly #label: string;

  constructor(documents: Documents, pair: Pair, guess: SizePt, texts: CompareTexts) {
    this.#texts = texts;
    this.#label = texts.page.replace('{n}', String((pair.current ?? pair.signed ?? 0) + 1));
    this.element.className = 'pair';
    this.element.append(this.#heading);
    this.sheets = (['signed', 'current'] as const).flatMap((side) => {
      const cell = document.createElement('div');
      cell.className = 'cell';
      const caption = document.createElement('p');
      caption.className = 'caption';
      caption.textContent = texts[side];
      this.element.append(cell);
      const pageIndex = pair[side];
      if (pageIndex === null) {
        cell.append(caption, this.#missing(guess));
        return [];
      }
      const page = new PageView(documents[side], pageIndex, guess, {
        language: texts.language,
        page: `${texts[side]}, ${this.#label}`,
        annotation: texts.annotation,
        placing: '',
      });
      const sheet = document.createElement('div');
      sheet.className = 'sheet';
      const layer = document.createElement('div');
      layer.className = 'marks';
      this.#layers.push(layer);
      sheet.append(page.element, layer);
      cell.append(caption, sheet);
      return [page];
    });
    this.tell(null);
  }

  /** The size that fits the larger of both pages. */
  get size(): SizePt {
    return {
      widthPt: Math.max(...this.sheets.map(({ size }) => size.widthPt)),
      heightPt: Math.max(...this.sheets.map(({ size }) => size.heightPt)),
    };
  }

  /** Says in the heading what comparing found; null: not compared yet. */
  tell(outcome: PairOutcome | null): void {
    const { waiting, same, different, onlySigned, onlyCurrent, unreadable } = this.#texts;
    const words = { same, different, 'only-signed': onlySigned, 'only-current': onlyCurrent, unreadable };
    this.#heading.textContent = `${this.#label}: ${outcome === null ? waiting : words[outcome.kind]}`;
    this.element.dataset.outcome = outcome?.kind ?? 'waiting';
  }

  /** Frames places on both sides. */
  mark(marks: readonly Mark[]): void {
    this.#layers.forEach((layer, index) => {
      const { widthPt, heightPt } = this.sheets[index]!.size;
      layer.replaceChildren(
        ...marks.map(({ number, rect, tone, label }) => {
          const frame = document.createElement('div');
          frame.className = `mark ${tone}`;
          frame.dataset.number = String(number);
          frame.setAttribute('role', 'img');
          frame.setAttribute('aria-label', label);
          const share = (part: number, whole: number) => `${Math.max(0, Math.min(100, (part / whole) * 100))}%`;
          frame.style.left = share(rect.x, widthPt);
          frame.style.top = share(heightPt - rect.y - rect.height, heightPt);
          frame.style.width = share(Math.min(rect.width, widthPt - rect.x), widthPt);
          frame.style.height = share(Math.min(rect.height, rect.y + rect.height), heightPt);
          const badge = document.createElement('span');
          badge.textContent = String(number);
          frame.append(badge);
          return frame;
        }),
      );
    });
  }

  /** The frames of one mark. */
  framesOf(number: number): readonly HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>(`.mark[data-number="${number}"]`)];
  }

  #missing({ widthPt, heightPt }: SizePt): HTMLElement {
    const empty = document.createElement('div');
    empty.className = 'missing';
    empty.style.aspectRatio = `${widthPt} / ${heightPt}`;
    empty.textContent = this.#texts.missing;
    return empty;
  }
}
