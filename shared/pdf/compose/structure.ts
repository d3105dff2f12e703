import type { NewPdf } from '../file/new-file.ts';
import { dict, name, number, type PdfObject, type PdfRef, text } from '../file/objects.ts';

/** A structure element in the making: marked contents are added until it ends. */
export type OpenElement = {
  readonly tag: string;
  readonly ref: PdfRef;
  readonly marks: PdfObject[];
  /** What is read out instead of a picture. */
  readonly alt?: string;
};

/** The elements of one block: its text, and for an item of a list the item and its label. */
export type BlockElements = {
  readonly body: OpenElement;
  readonly label: OpenElement | null;
  readonly item: PdfRef | null;
};

/** The structure tree of a new file (§14.7): blocks in the order of reading, items in their list (§14.8.4.3.3). */
export class Structure {
  private readonly pdf: NewPdf;
  private readonly document: PdfRef;
  private readonly kids: PdfRef[] = [];
  private list: { readonly ref: PdfRef; readonly items: PdfRef[]; readonly isNumbered: boolean } | null = null;

  constructor(pdf: NewPdf) {
    this.pdf = pdf;
    this.document = pdf.reserve();
  }

  /** Begins the elements of a block. */
  begin(tag: string, hasLabel: boolean): BlockElements {
    const make = (as: string): OpenElement => ({ tag: as, ref: this.pdf.reserve(), marks: [] });
    const body = make(tag);
    return hasLabel ? { body, label: make('Lbl'), item: this.pdf.reserve() } : { body, label: null, item: null };
  }

  /** Begins a picture; `alt` is read out instead. */
  beginFigure(alt: string): OpenElement {
    return { tag: 'Figure', ref: this.pdf.reserve(), marks: [], alt };
  }

  /** Ends them; they follow what ended before. */
  end({ body, label, item }: BlockElements): void {
    const parent = this.list?.ref ?? this.document;
    if (label && item) {
      this.set(label, item);
      this.set(body, item);
      this.pdf.set(item, dict({ Type: name('StructElem'), S: name('LI'), P: parent, K: [label.ref, body.ref] }));
    } else this.set(body, parent);
    (this.list?.items ?? this.kids).push(item ?? body.ref);
  }

  /** Adds a figure with its text alternative (§14.8.4.5); `box` in points of the page. Answers its element. */
  addFigure(
    page: PdfRef,
    {
      mcid,
      box,
      alternative,
    }: { readonly mcid: number; readonly box: readonly number[]; readonly alternative: string },
  ): PdfRef {
    const layout = dict({ O: name('Layout'), Placement: name('Block'), BBox: box.map(number) });
    const figure = dict({
      ...{ Type: name('StructElem'), S: name('Figure'), P: this.document, Alt: text(alternative), A: layout },
      K: [dict({ Type: name('MCR'), Pg: page, MCID: number(mcid) })],
    });
    const ref = this.pdf.add(figure);
    this.kids.push(ref);
    return ref;
  }

  /** What ends from now on is an item of a list. */
  openList(isNumbered: boolean): void {
    this.list = { ref: this.pdf.reserve(), items: [], isNumbered };
  }

  /** The list has all its items. */
  closeList(): void {
    if (this.list === null) return;
    const { ref, items, isNumbered } = this.list;
    const numbering = dict({ O: name('List'), ListNumbering: name(isNumbered ? 'Decimal' : 'Disc') });
    this.pdf.set(ref, dict({ Type: name('StructElem'), S: name('L'), P: this.document, A: numbering, K: items }));
    this.kids.push(ref);
    this.list = null;
  }

  /** Ends the tree; `numbers`: the parent tree's pairs, `next`: its first free key. */
  finish(numbers: readonly PdfObject[], next: number): PdfRef {
    const { pdf } = this;
    const root = pdf.reserve();
    pdf.set(this.document, dict({ Type: name('StructElem'), S: name('Document'), P: root, K: this.kids }));
    const tree = { ParentTree: pdf.add(dict({ Nums: numbers })), ParentTreeNextKey: number(next) };
    pdf.set(root, dict({ Type: name('StructTreeRoot'), K: [this.document], ...tree }));
    return root;
  }

  private set({ tag, ref, marks, alt }: OpenElement, parent: PdfRef): void {
    const spoken = alt === undefined ? {} : { Alt: text(alt) };
    this.pdf.set(ref, dict({ Type: name('StructElem'), S: name(tag), P: parent, K: marks, ...spoken }));
  }
}
