import { sha256 } from '@noble/hashes/sha2.js';
import { TextFont } from '../appearance/embed-font.ts';
import { NewPdf } from '../file/new-file.ts';
import { dict, latin1Bytes, name, number } from '../file/objects.ts';
import { addCatalog } from './catalog.ts';
import { Paper } from './paper.ts';

/** What a sheet is called, when it was made, its font file, and what its file id is derived from. */
export type SheetFacts = {
  readonly title: string;
  readonly at: Date;
  readonly font: Uint8Array;
  readonly seed: string;
};

/** A new file of flowing text: tagged, PDF/A-2b. The same facts and the same text give the same bytes. */
export function makeSheet({ title, at, font: file, seed }: SheetFacts, write: (paper: Paper) => void): Uint8Array {
  const pdf = new NewPdf();
  const pages = pdf.reserve();
  const font = new TextFont(file);
  const fontRef = pdf.reserve();
  const paper = new Paper(pdf, pages, font, fontRef);
  write(paper);
  const { pages: kids, structure } = paper.finish();
  pdf.set(fontRef, font.dictionary(pdf));
  pdf.set(pages, dict({ Type: name('Pages'), Count: number(kids.length), Kids: kids }));
  const root = addCatalog(pdf, { pages, structure, title, at, isPdfA: true });
  return pdf.write(root, sha256(latin1Bytes(seed)).subarray(0, 16));
}
