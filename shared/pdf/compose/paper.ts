import { calGray } from '../appearance/colours.ts';
import type { TextFont } from '../appearance/embed-font.ts';
import { wrapLine } from '../appearance/text-box.ts';
import type { NewPdf } from '../file/new-file.ts';
import { dict, latin1Bytes, name, number, type PdfObject, type PdfRef } from '../file/objects.ts';
import { drawPageMark } from './page-mark.ts';

/** A4 in points, and the margin of the text. */
export const paperPt = { width: 595, height: 842, margin: 64 } as const;
const leading = 1.35;

/** A piece of text: its role for screen readers, its size, the space before it, and where it leads. */
export type Block = {
  readonly tag: 'H1' | 'H2' | 'P';
  readonly text: string;
  readonly sizePt: number;
  readonly gapPt?: number;
  readonly indentPt?: number;
  /** At the right edge of the last line. */
  readonly end?: string;
  /** A page to which the block links. */
  readonly to?: PdfRef;
};

/** A finished page and its structure elements by marked-content number. */
type Draft = {
  readonly ref: PdfRef;
  content: string;
  readonly elements: PdfRef[];
  readonly annotations: PdfRef[];
  yPt: number;
};

/** Text that flows over new tagged A4 pages of a new file (§14.8), in one embedded font. */
export class Paper {
  readonly font: TextFont;
  private readonly fontRef: PdfRef;
  private readonly pdf: NewPdf;
  private readonly parent: PdfRef;
  private readonly drafts: Draft[] = [];
  private readonly document: PdfRef;
  private readonly kids: PdfRef[] = [];
  /** Keys of the parent tree: one per page, then one per link. */
  private readonly linkElements: PdfRef[] = [];
  private readonly links: ((key: number) => void)[] = [];

  /** `fontRef` is reserved; who made the font sets it when everything is written. */
  constructor(pdf: NewPdf, parent: PdfRef, font: TextFont, fontRef: PdfRef) {
    this.pdf = pdf;
    this.parent = parent;
    this.font = font;
    this.fontRef = fontRef;
    this.document = pdf.reserve();
  }

  /** Begins a new page, at a reference reserved before where one is given; answers it. */
  newPage(ref: PdfRef = this.pdf.reserve()): PdfRef {
    const yPt = paperPt.height - paperPt.margin;
    this.drafts.push({ ref, content: '', elements: [], annotations: [], yPt });
    return ref;
  }

  /** Writes a block; what does not fit goes on to the next page, and a character that the font lacks shows as ?. */
  write(block: Block): void {
    const { sizePt, gapPt = 0, indentPt = 0, end = '' } = block;
    const element = this.pdf.reserve();
    const marks: PdfObject[] = [];
    const left = paperPt.margin + indentPt;
    const width = paperPt.width - paperPt.margin - left - (end === '' ? 0 : this.font.width(end, sizePt) + 12);
    const lines = wrapLine({ text: this.font.readable(block.text), sizePt }, this.font, width);
    let draft = this.room(gapPt + sizePt * leading);
    draft.yPt -= gapPt;
    let from = draft.yPt;
    let texts = '';
    const close = (): void => {
      if (texts === '') return;
      draft.content += `/${block.tag} <</MCID ${draft.elements.length}>> BDC\nBT\n${texts}ET\nEMC\n`;
      marks.push(dict({ Type: name('MCR'), Pg: draft.ref, MCID: number(draft.elements.length) }));
      draft.elements.push(element);
      if (block.to)
        marks.push(this.link(draft, block.to, element, [left, draft.yPt, paperPt.width - paperPt.margin, from]));
      texts = '';
    };
    lines.forEach((line, index) => {
      const next = this.room(sizePt * leading);
      if (next !== draft) {
        close();
        draft = next;
        from = draft.yPt;
      }
      draft.yPt -= sizePt * leading;
      const y = (draft.yPt + sizePt * 0.3).toFixed(2);
      const show = (x: number, text: string): string =>
        `/F0 ${sizePt} Tf 1 0 0 1 ${x.toFixed(2)} ${y} Tm ${this.font.encode(text)} Tj\n`;
      texts += show(left, line.text);
      if (end !== '' && index === lines.length - 1) {
        texts += show(paperPt.width - paperPt.margin - this.font.width(end, sizePt), end);
      }
    });
    close();
    const tag = block.to ? 'Link' : block.tag;
    this.pdf.set(element, dict({ Type: name('StructElem'), S: name(tag), P: this.document, K: marks }));
    this.kids.push(element);
  }

  /** How many pages there are so far. */
  get pageCount(): number {
    return this.drafts.length;
  }

  /** Ends all pages; answers them in order, and the structure tree. */
  finish(): { readonly pages: readonly PdfRef[]; readonly structure: PdfRef } {
    const { pdf } = this;
    const root = pdf.reserve();
    const resources = dict({ Font: dict({ F0: this.fontRef }), ColorSpace: dict({ G: calGray }) });
    const numbers: PdfObject[] = [];
    const across = drawPageMark(this.font);
    this.drafts.forEach(({ ref, content, elements, annotations }, key) => {
      numbers.push(number(key), elements);
      const page = {
        Type: name('Page'),
        Parent: this.parent,
        MediaBox: [0, 0, paperPt.width, paperPt.height].map(number),
        Resources: resources,
        Contents: pdf.add({ dict: dict({}), bytes: latin1Bytes(`${across}/G cs 0.1 scn\n${content}`) }),
        StructParents: number(key),
        Tabs: name('S'),
        Annots: annotations.length > 0 ? annotations : undefined,
      };
      pdf.set(ref, dict(page));
    });
    this.links.forEach((set, index) => {
      const key = this.drafts.length + index;
      set(key);
      numbers.push(number(key), this.linkElements[index]!);
    });
    pdf.set(this.document, dict({ Type: name('StructElem'), S: name('Document'), P: root, K: this.kids }));
    const parentTree = pdf.add(dict({ Nums: numbers }));
    const next = number(this.drafts.length + this.links.length);
    pdf.set(
      root,
      dict({ Type: name('StructTreeRoot'), K: [this.document], ParentTree: parentTree, ParentTreeNextKey: next }),
    );
    return { pages: this.drafts.map(({ ref }) => ref), structure: root };
  }

  private room(neededPt: number): Draft {
    const last = this.drafts.at(-1);
    if (last && last.yPt - neededPt >= paperPt.margin) return last;
    this.newPage();
    return this.drafts.at(-1)!;
  }

  private link(draft: Draft, to: PdfRef, element: PdfRef, rect: readonly number[]): PdfObject {
    const annotation = this.pdf.reserve();
    this.linkElements.push(element);
    this.links.push((key) =>
      this.pdf.set(
        annotation,
        dict({
          Type: name('Annot'),
          Subtype: name('Link'),
          Rect: rect.map(number),
          Border: [0, 0, 0].map(number),
          // Print (table 167), which PDF/A asks of every annotation.
          F: number(4),
          Dest: [to, name('Fit')],
          StructParent: number(key),
        }),
      ),
    );
    draft.annotations.push(annotation);
    return dict({ Type: name('OBJR'), Obj: annotation, Pg: draft.ref });
  }
}
