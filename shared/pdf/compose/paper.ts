import { calGray } from '../appearance/colours.ts';
import type { FontStyle, TextFont } from '../appearance/embed-font.ts';
import { embedPicture, type Picture } from '../appearance/picture.ts';
import type { NewPdf } from '../file/new-file.ts';
import { dict, latin1Bytes, name, number, type PdfObject, type PdfRef } from '../file/objects.ts';
import { breakRuns, type TextRun } from './break-runs.ts';
import { addLink } from './link.ts';
import { drawPageMark } from './page-mark.ts';
import { Structure } from './structure.ts';

/** A4 in points, and the margin of the text. */
export const paperPt = { width: 595, height: 842, margin: 64 } as const;
const leading = 1.35;

/** Millimetres in points. */
export function mm(value: number): number {
  return (value * 72) / 25.4;
}

/** The margins of a paper in points; what is not named is as in {@link paperPt}. */
export type Margins = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** A piece of text: its role for screen readers, its size, the space before it, and where it leads. */
export type Block = {
  readonly tag: 'H1' | 'H2' | 'H3' | 'P' | 'LBody';
  /** Runs may be in several styles; a line feed breaks the line. */
  readonly text: string | readonly TextRun[];
  readonly sizePt: number;
  readonly gapPt?: number;
  readonly indentPt?: number;
  /** What must fit on the page below it, so that a heading does not stand alone. */
  readonly keepPt?: number;
  /** In front of an indented item of a list. */
  readonly label?: string;
  /** At the right edge of the last line. */
  readonly end?: string;
  /** A page to which the block links. */
  readonly to?: PdfRef;
  /** A fixed place on the first page, upper left corner, in points from the upper left of the page. */
  readonly at?: { readonly leftPt: number; readonly topPt: number; readonly widthPt: number };
};

/** One font of the paper; `ref` is reserved, who made the font sets it when everything is written. */
export type PaperFont = { readonly font: TextFont; readonly ref: PdfRef };

/** A finished page and its structure elements by marked-content number. */
type Draft = {
  readonly ref: PdfRef;
  content: string;
  readonly elements: PdfRef[];
  readonly annotations: PdfRef[];
  yPt: number;
};

/** Text that flows over new tagged A4 pages of a new file (§14.8), in embedded fonts. */
export class Paper {
  private readonly fonts: ReadonlyMap<FontStyle, PaperFont>;
  private readonly pdf: NewPdf;
  private readonly parent: PdfRef;
  private readonly margins: Margins;
  private readonly drafts: Draft[] = [];
  private readonly structure: Structure;
  /** Keys of the parent tree: one per page, then one per link. */
  private readonly linkElements: PdfRef[] = [];
  private readonly links: ((key: number) => void)[] = [];
  private readonly pictures: PdfRef[] = [];

  constructor(pdf: NewPdf, parent: PdfRef, fonts: ReadonlyMap<FontStyle, PaperFont>, margins?: Margins) {
    const { margin } = paperPt;
    this.pdf = pdf;
    this.parent = parent;
    this.fonts = fonts;
    this.margins = margins ?? { left: margin, right: margin, top: margin, bottom: margin };
    this.structure = new Structure(pdf);
  }

  /** Begins a new page, at a reference reserved before where one is given; answers it. */
  newPage(ref: PdfRef = this.pdf.reserve()): PdfRef {
    this.drafts.push({ ref, content: '', elements: [], annotations: [], yPt: paperPt.height - this.margins.top });
    return ref;
  }

  /** Writes a block; what does not fit goes on to the next page, and a character that the font lacks shows as ?. */
  write(block: Block): void {
    const { sizePt, gapPt = 0, indentPt = 0, end = '', keepPt = 0, label, at } = block;
    const left = at?.leftPt ?? this.margins.left + indentPt;
    const rightEdge = at ? at.leftPt + at.widthPt : paperPt.width - this.margins.right;
    const width = rightEdge - left - (end === '' ? 0 : this.widthOf({ text: end, style: 'Regular' }, sizePt) + 12);
    const lines = this.lines(block.text, sizePt, width);
    let draft = at ? this.firstPage() : this.room(gapPt + sizePt * leading + keepPt);
    const resumePt = draft.yPt;
    if (at) draft.yPt = paperPt.height - at.topPt;
    else draft.yPt -= gapPt;
    let from = draft.yPt;
    const parts = this.structure.begin(block.to ? 'Link' : block.tag, label !== undefined);
    let texts = '';
    const close = (tag: string, into = parts.body): void => {
      if (texts === '') return;
      draft.content += `/${tag} <</MCID ${draft.elements.length}>> BDC\nBT\n${texts}ET\nEMC\n`;
      into.marks.push(dict({ Type: name('MCR'), Pg: draft.ref, MCID: number(draft.elements.length) }));
      draft.elements.push(into.ref);
      if (block.to) into.marks.push(this.link(draft, block.to, into.ref, [left, draft.yPt, rightEdge, from]));
      texts = '';
    };
    lines.forEach((line, index) => {
      const next = at ? draft : this.room(sizePt * leading);
      if (next !== draft) {
        close(block.tag);
        draft = next;
        from = draft.yPt;
      }
      draft.yPt -= sizePt * leading;
      const y = draft.yPt + sizePt * 0.3;
      if (index === 0 && label !== undefined && parts.label) {
        texts = this.show([{ text: label, style: 'Regular' }], sizePt, this.margins.left + labelIndent(indentPt), y);
        close('Lbl', parts.label);
      }
      texts += this.show(line, sizePt, left, y);
      if (end !== '' && index === lines.length - 1) {
        const run = { text: end, style: 'Regular' } as const;
        texts += this.show([run], sizePt, rightEdge - this.widthOf(run, sizePt), y);
      }
    });
    close(block.tag);
    this.structure.end(parts);
    if (at) draft.yPt = resumePt;
  }

  /** Shows a picture on the first page, with words for those who do not see it; points from the upper left of the page. */
  picture(
    picture: Picture,
    {
      leftPt,
      topPt,
      widthPt,
      heightPt,
      alternative,
    }: Readonly<Record<'leftPt' | 'topPt' | 'widthPt' | 'heightPt', number>> & { readonly alternative: string },
  ): void {
    const draft = this.firstPage();
    const bottomPt = paperPt.height - topPt - heightPt;
    const box = [leftPt, bottomPt, leftPt + widthPt, bottomPt + heightPt];
    const place = [widthPt, 0, 0, heightPt, leftPt, bottomPt].map((each) => each.toFixed(2)).join(' ');
    const mcid = draft.elements.length;
    draft.content += `/Figure <</MCID ${mcid}>> BDC\nq ${place} cm /I${this.pictures.length} Do Q\nEMC\n`;
    draft.elements.push(this.structure.addFigure(draft.ref, { mcid, box, alternative }));
    this.pictures.push(embedPicture(picture, this.pdf));
  }

  /** The blocks that `write` writes are items of one list. */
  list(isNumbered: boolean, write: () => void): void {
    this.structure.openList(isNumbered);
    write();
    this.structure.closeList();
  }

  /** Goes on at least that far below the upper edge of the first page; needed below a letter head. */
  skipTo(topPt: number): void {
    const draft = this.firstPage();
    draft.yPt = Math.min(draft.yPt, paperPt.height - topPt);
  }

  /** How tall a text would be in points. */
  heightOf(text: string | readonly TextRun[], sizePt: number, widthPt: number): number {
    return this.lines(text, sizePt, widthPt).length * sizePt * leading;
  }

  /** Draws a short line that no screen reader tells, on the first page; points from the upper left. */
  rule(leftPt: number, topPt: number, lengthPt: number): void {
    const y = (paperPt.height - topPt).toFixed(2);
    const line = `${leftPt.toFixed(2)} ${y} m ${(leftPt + lengthPt).toFixed(2)} ${y} l S`;
    this.firstPage().content += `/Artifact BMC\n/G CS 0.4 SCN 0.4 w ${line}\nEMC\n`;
  }

  /** How many pages there are so far. */
  get pageCount(): number {
    return this.drafts.length;
  }

  /** Ends all pages; answers them in order, and the structure tree. `footer`: words below each page, from page 1. */
  finish(footer?: (page: number, count: number) => string): {
    readonly pages: readonly PdfRef[];
    readonly structure: PdfRef;
  } {
    const { pdf } = this;
    for (const [index, draft] of this.drafts.entries())
      if (footer) this.writeFooter(draft, footer(index + 1, this.drafts.length));
    const used = [...this.fonts].filter(([style, { font }]) => style === 'Regular' || font.isUsed);
    const fonts = dict(Object.fromEntries(used.map(([style, { ref }]) => [fontName(style), ref])));
    const pictures = this.pictures.map((ref, index) => [`I${index}`, ref]);
    const resources = dict({
      Font: fonts,
      ColorSpace: dict({ G: calGray }),
      XObject: pictures.length > 0 ? dict(Object.fromEntries(pictures)) : undefined,
    });
    const numbers: PdfObject[] = [];
    const across = drawPageMark(this.fontOf('Regular').font);
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
    const structure = this.structure.finish(numbers, this.drafts.length + this.links.length);
    return { pages: this.drafts.map(({ ref }) => ref), structure };
  }

  private lines(text: string | readonly TextRun[], sizePt: number, widthPt: number): readonly (readonly TextRun[])[] {
    const runs = typeof text === 'string' ? [{ text, style: 'Regular' } as const] : text;
    const readable = runs.map((run) => ({ ...run, text: this.readable(run) }));
    return breakRuns(readable, widthPt, (run) => this.widthOf(run, sizePt));
  }

  private readable({ text, style }: TextRun): string {
    const { font } = this.fontOf(style);
    return text
      .split('\n')
      .map((line) => font.readable(line))
      .join('\n');
  }

  private show(line: readonly TextRun[], sizePt: number, leftPt: number, yPt: number): string {
    let out = '';
    let x = leftPt;
    for (const run of line) {
      const { font } = this.fontOf(run.style);
      const style = this.fonts.has(run.style) ? run.style : 'Regular';
      out += `/${fontName(style)} ${sizePt} Tf 1 0 0 1 ${x.toFixed(2)} ${yPt.toFixed(2)} Tm ${font.encode(run.text)} Tj\n`;
      x += this.widthOf(run, sizePt);
    }
    return out;
  }

  private widthOf({ text, style }: TextRun, sizePt: number): number {
    return this.fontOf(style).font.width(text, sizePt);
  }

  private fontOf(style: FontStyle): PaperFont {
    return this.fonts.get(style) ?? this.fonts.get('Regular')!;
  }

  private writeFooter(draft: Draft, words: string): void {
    const run = { text: words, style: 'Regular' } as const;
    const left = paperPt.width - this.margins.right - this.widthOf(run, 8);
    const text = this.show([run], 8, left, this.margins.bottom / 2);
    draft.content += `/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nBT\n${text}ET\nEMC\n`;
  }

  private firstPage(): Draft {
    if (this.drafts.length === 0) this.newPage();
    return this.drafts[0]!;
  }

  private room(neededPt: number): Draft {
    const last = this.drafts.at(-1);
    if (last && last.yPt - neededPt >= this.margins.bottom) return last;
    this.newPage();
    return this.drafts.at(-1)!;
  }

  private link(draft: Draft, to: PdfRef, element: PdfRef, rect: readonly number[]): PdfObject {
    const annotation = this.pdf.reserve();
    this.linkElements.push(element);
    this.links.push((key) => addLink(this.pdf, annotation, { to, rect, key }));
    draft.annotations.push(annotation);
    return dict({ Type: name('OBJR'), Obj: annotation, Pg: draft.ref });
  }
}

/** Where the label of an indented item begins. */
function labelIndent(indentPt: number): number {
  return Math.max(0, indentPt - 18);
}

/** Names of the fonts in the resources of a page. */
function fontName(style: FontStyle): string {
  return { Regular: 'F0', SemiBold: 'F1', Italic: 'F2', SemiBoldItalic: 'F3' }[style];
}
