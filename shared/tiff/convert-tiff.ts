import { sha256 } from '@noble/hashes/sha2.js';
import { AppError } from '../errors.ts';
import { addCatalog } from '../pdf/compose/catalog.ts';
import { Structure } from '../pdf/compose/structure.ts';
import { NewPdf } from '../pdf/file/new-file.ts';
import { dict, latin1Bytes, name, number, type PdfObject } from '../pdf/file/objects.ts';
import { type Deflate, embedStrips } from './embed-strips.ts';
import { readTiff } from './read-tiff.ts';
import { type TiffPage, tiffLimits } from './tiff-page.ts';

/** What the file is called, when it is converted, and what packs samples (zlib). */
export type TiffFacts = { readonly title: string; readonly at: Date; readonly deflate: Deflate };

/** Sizes of a page that every reader takes (ISO 32000-2 annex C). Points. */
const [smallestPt, largestPt] = [3, 14_400];

/**
 * A TIFF as a PDF/A-2b without the loss of a pixel: fax and JPEG data are taken over as they are, other samples are packed anew.
 * The same bytes, title and time give the same file. Throws AppError 'tiff-damaged', 'tiff-unknown', 'tiff-too-large'.
 */
export async function convertTiff(bytes: Uint8Array, { title, at, deflate }: TiffFacts): Promise<Uint8Array> {
  const pages = readTiff(bytes);
  const unpackedBytes = pages.reduce((sum, page) => sum + bytesOf(page), 0);
  if (unpackedBytes > tiffLimits.unpackedBytes) throw new AppError('tiff-too-large');
  const pdf = new NewPdf();
  const parent = pdf.reserve();
  const structure = new Structure(pdf);
  const numbers: PdfObject[] = [];
  const kids: PdfObject[] = [];
  for (const [index, page] of pages.entries()) {
    const ref = pdf.reserve();
    const figure = structure.beginFigure(`Scan, Seite ${index + 1}`);
    figure.marks.push(dict({ Type: name('MCR'), Pg: ref, MCID: number(0) }));
    structure.end({ body: figure, label: null, item: null });
    numbers.push(number(index), [figure.ref]);
    const [widthPt, heightPt] = [sizeOf(page.widthPx, page.dpi[0]), sizeOf(page.heightPx, page.dpi[1])];
    const pictures = await embedStrips(page, pdf, deflate);
    const rowPt = heightPt / page.heightPx;
    const drawn = pictures.map(({ top, rows }, at) => {
      const bottom = (page.heightPx - top - rows) * rowPt;
      return `q ${short(widthPt)} 0 0 ${short(rows * rowPt)} 0 ${short(bottom)} cm /S${at} Do Q`;
    });
    const content = latin1Bytes(`/Figure <</MCID 0>> BDC\n${drawn.join('\n')}\nEMC`);
    const xObjects = dict(Object.fromEntries(pictures.map(({ ref }, at) => [`S${at}`, ref])));
    const sheet = {
      ...{ Type: name('Page'), Parent: parent, StructParents: number(index), Rotate: number(page.turn) },
      MediaBox: [0, 0, widthPt, heightPt].map((value) => number(Number(short(value)))),
      Resources: dict({ XObject: xObjects }),
      Contents: pdf.add({ dict: dict({}), bytes: content }),
    };
    pdf.set(ref, dict(sheet));
    kids.push(ref);
  }
  pdf.set(parent, dict({ Type: name('Pages'), Count: number(kids.length), Kids: kids }));
  const tree = structure.finish(numbers, kids.length);
  const root = addCatalog(pdf, { pages: parent, structure: tree, title, at, isPdfA: true });
  return pdf.write(root, sha256(bytes).subarray(0, 16));
}

const bytesOf = ({ widthPx, heightPx, bits, samples }: TiffPage) =>
  Math.ceil((widthPx * bits * samples) / 8) * heightPx;
const sizeOf = (px: number, dpi: number) => Math.min(largestPt, Math.max(smallestPt, (px / dpi) * 72));
const short = (value: number) => String(Math.round(value * 1_000) / 1_000);
