import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type FontStyle, TextFont } from '../appearance/embed-font.ts';
import { NewPdf } from '../file/new-file.ts';
import { dict, name, number, type PdfObject } from '../file/objects.ts';
import { addCatalog } from './catalog.ts';
import { type Margins, Paper, type PaperFont } from './paper.ts';

/** What a sheet is called, when it was made, its font file, and what its file id is derived from. */
export type SheetFacts = {
  readonly title: string;
  readonly at: Date;
  readonly font: Uint8Array;
  readonly seed: string;
  /** Further styles; text in one that is missing is written in the regular one. */
  readonly styles?: Partial<Record<FontStyle, Uint8Array>>;
  /** Language of the text (BCP 47); absent: German. */
  readonly lang?: string;
  readonly margins?: Margins;
  /** Words below each page, from page 1. */
  readonly footer?: (page: number, count: number) => string;
  /** Further entries of the catalog. */
  readonly more?: (pdf: NewPdf) => Readonly<Record<string, PdfObject>>;
};

/** A new file of flowing text: tagged, PDF/A-2b. The same facts and the same text give the same bytes. */
export function makeSheet(facts: SheetFacts, write: (paper: Paper) => void): Uint8Array {
  const { title, at, seed, lang } = facts;
  const pdf = new NewPdf();
  const parent = pdf.reserve();
  const fonts = reserveFonts(pdf, { Regular: facts.font, ...facts.styles });
  const paper = new Paper(pdf, parent, fonts, facts.margins);
  write(paper);
  const { pages: kids, structure } = paper.finish(facts.footer);
  setFonts(pdf, fonts);
  pdf.set(parent, dict({ Type: name('Pages'), Count: number(kids.length), Kids: kids }));
  const more = facts.more?.(pdf);
  const root = addCatalog(pdf, { pages: parent, structure, title, at, isPdfA: true, lang, ...(more ? { more } : {}) });
  return pdf.write(root, sha256(utf8ToBytes(seed)).subarray(0, 16));
}

/** Fonts of a paper by style, each with a reserved place in the file. */
export function reserveFonts(
  pdf: NewPdf,
  files: Partial<Record<FontStyle, Uint8Array>>,
): ReadonlyMap<FontStyle, PaperFont> {
  return new Map(
    Object.entries(files).map(([style, file]) => [
      style as FontStyle,
      { font: new TextFont(file, style as FontStyle), ref: pdf.reserve() },
    ]),
  );
}

/** Writes the fonts whose glyphs the paper used, after everything is written. */
function setFonts(pdf: NewPdf, fonts: ReadonlyMap<FontStyle, PaperFont>): void {
  for (const [style, { font, ref }] of fonts)
    if (style === 'Regular' || font.isUsed) pdf.set(ref, font.dictionary(pdf));
}
