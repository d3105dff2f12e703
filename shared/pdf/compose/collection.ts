import { sha256 } from '@noble/hashes/sha2.js';
import { AppError, type ErrorCode, errorCode } from '../../errors.ts';
import { TextFont } from '../appearance/embed-font.ts';
import { bytesSource } from '../file/byte-source.ts';
import { NewPdf } from '../file/new-file.ts';
import { byteString, dict, latin1Bytes, name, number, type PdfRef } from '../file/objects.ts';
import { pages } from '../file/page-tree.ts';
import { PdfFile } from '../file/pdf-file.ts';
import { isSigned } from '../stamp/stamp-rights.ts';
import { addCatalog } from './catalog.ts';
import { type CollectedPart, type CollectionCover, writeContents, writeCover, writeNote } from './collection-sheets.ts';
import { ObjectCopier } from './copy-objects.ts';
import { type CopiedPage, copyPage, runningMark } from './copy-page.ts';
import { collectLayers, type Layers, layerProperties } from './layers.ts';
import { addOutline } from './outline.ts';
import { Paper } from './paper.ts';

/** What is said of a document in a collection; `sha` = SHA-256 of the original, hexadecimal. */
export type CollectedFacts = Pick<CollectedPart, 'titel' | 'angaben' | 'sha'>;

type Part = CollectedPart & { readonly leaves: readonly CopiedPage[] };

/**
 * Many documents as one file to read: cover sheet, table of contents with links, outline, page labels, running sheet numbers.
 * It is a derived copy: signatures count only in the originals, which it says. Documents are added one by one, so only what
 * is copied stays in memory; one that cannot be copied gets a sheet that says why.
 */
export class Collection {
  private readonly pdf = new NewPdf();
  private readonly parent = this.pdf.reserve();
  private readonly fontRef = this.pdf.reserve();
  private readonly font: TextFont;
  private readonly parts: Part[] = [];
  private readonly layers: Layers = { groups: [], off: [] };

  constructor(fontBytes: Uint8Array) {
    this.font = new TextFont(fontBytes);
  }

  /** Copies all pages of a document; answers the code of a refusal, null when it is in. Never throws for a file's faults. */
  add(document: CollectedFacts, bytes: Uint8Array): ErrorCode | null {
    try {
      this.parts.push({ ...document, refusal: null, ...this.copyPages(bytes) });
      return null;
    } catch (error) {
      const refusal = error instanceof AppError ? errorCode(error) : 'pdf-object-damaged';
      this.addMissing(document, refusal);
      return refusal;
    }
  }

  /** Notes a document whose bytes could not be had. */
  addMissing(document: CollectedFacts, refusal: ErrorCode): void {
    this.parts.push({ ...document, refusal, signed: false, leaves: [] });
  }

  /** The whole file and its number of sheets; `why` says a refusal in words. Throws AppError 'collection-empty'. */
  finish(
    cover: CollectionCover,
    at: Date,
    why: (code: ErrorCode) => string,
  ): { readonly bytes: Uint8Array; readonly sheets: number } {
    const { pdf, parent, parts } = this;
    if (parts.length === 0) throw new AppError('collection-empty');
    const frontSheets = this.measureFront(cover);
    const starts = startsOf(parts, frontSheets);
    const paper = new Paper(pdf, parent, new Map([['Regular', { font: this.font, ref: this.fontRef }]]));
    const notes = parts.map(({ leaves }) => (leaves.length === 0 ? pdf.reserve() : undefined));
    const heads = parts.map(({ leaves }, index) => leaves[0]?.ref ?? notes[index]!);
    writeCover(paper, cover);
    const contents = writeContents(paper, parts, { starts, heads });
    parts.forEach((part, index) => {
      if (notes[index]) writeNote(paper, part, notes[index], part.refusal === null ? '' : why(part.refusal));
    });
    const own = paper.finish();
    const kids: PdfRef[] = own.pages.slice(0, frontSheets);
    parts.forEach(({ leaves }, index) => {
      kids.push(...(leaves.length > 0 ? leaves.map(({ ref }) => ref) : [notes[index]!]));
      leaves.forEach(({ mark, geometry }, leaf) => {
        const text = `Blatt ${starts[index]! + leaf}`;
        pdf.set(mark, { dict: dict({}), bytes: runningMark(geometry, text, this.font) });
      });
    });
    pdf.set(this.fontRef, this.font.dictionary(pdf));
    pdf.set(parent, dict({ Type: name('Pages'), Count: number(kids.length), Kids: kids }));
    const entries = parts.map(({ titel }, index) => ({ title: titel, page: heads[index]! }));
    const root = addCatalog(pdf, {
      pages: parent,
      structure: own.structure,
      title: cover.titel,
      at,
      isPdfA: false,
      more: {
        Outlines: addOutline(pdf, [{ title: 'Inhalt', page: contents }, ...entries]),
        PageMode: name('UseOutlines'),
        PageLabels: dict({ Nums: [number(0), dict({ S: name('D'), P: byteString('Blatt ') })] }),
        OCProperties: layerProperties(this.layers),
      },
    });
    const id = sha256(latin1Bytes(parts.map(({ sha }) => sha).join(' ') + at.toISOString())).subarray(0, 16);
    return { bytes: pdf.write(root, id), sheets: kids.length };
  }

  private copyPages(bytes: Uint8Array): Pick<Part, 'leaves' | 'signed'> {
    const file = new PdfFile(bytesSource(bytes));
    if (file.xref.trailer.has('Encrypt')) throw new AppError('pdf-encrypted');
    if (file.catalog().get('NeedsRendering') === true) throw new AppError('pdf-xfa-dynamic');
    const { pdf: into, parent, fontRef: font } = this;
    const copier = new ObjectCopier(file, into);
    const leaves = [...pages(file)].map((page) => copyPage({ file, page, copier, into, parent, font }));
    if (leaves.length === 0) throw new AppError('pdf-no-pages');
    collectLayers(file, copier, this.layers);
    return { leaves, signed: isSigned(file) };
  }

  /** Cover and contents laid out on trial: how many sheets they take does not depend on the numbers' values. */
  private measureFront(cover: CollectionCover): number {
    const trial = new NewPdf();
    const paper = new Paper(trial, trial.reserve(), new Map([['Regular', { font: this.font, ref: trial.reserve() }]]));
    const page = trial.reserve();
    writeCover(paper, cover);
    writeContents(paper, this.parts, { starts: this.parts.map(() => 0), heads: this.parts.map(() => page) });
    return paper.pageCount;
  }
}

/** The sheet on which each document begins. */
function startsOf(parts: readonly Part[], frontSheets: number): number[] {
  let next = frontSheets + 1;
  return parts.map(({ leaves }) => {
    const start = next;
    next += Math.max(1, leaves.length);
    return start;
  });
}
