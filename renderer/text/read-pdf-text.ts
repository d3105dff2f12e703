import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError, errorCode } from '../../shared/errors.ts';
import type { ByteSource } from '../../shared/pdf/file/byte-source.ts';
import { type Page, pages } from '../../shared/pdf/file/page-tree.ts';
import { PdfFile } from '../../shared/pdf/file/pdf-file.ts';
import { lookOfPage, type PageLook } from '../../shared/pdf/validate/scanned-page.ts';
import type { PageText } from '../text-api.ts';
import { joinLines } from './join-lines.ts';
import { openInert } from './open-inert.ts';
import { type TextLimits, textLimits } from './text-limits.ts';

/** No picture is decoded for words. */
const pictureless = { useWorkerFetch: false, useWasm: false, maxImageSize: 1 } as const;

/**
 * Reads the words of a PDF page by page, in the order in which the page shows them; `onPage` is told each, so that whoever
 * waits sees that the reading goes on. Answers whether something was left out. No image is decoded and no font drawn.
 * Throws AppError 'pdf-encrypted', 'pdf-too-large', 'pdf-xref-damaged'.
 */
export async function readPdfText(
  source: ByteSource,
  onPage: (page: PageText) => void,
  limits: TextLimits = textLimits,
): Promise<boolean> {
  if (source.size > limits.fileBytes) throw new AppError('pdf-too-large');
  const lookAtNext = pageLooks(source);
  const { document, close } = await openInert(source, pictureless);
  try {
    let left = limits.characters;
    let isPartial = document.numPages > limits.pages;
    for (let pageIndex = 0; pageIndex < Math.min(document.numPages, limits.pages); pageIndex++) {
      const words = await pageWords(document, pageIndex);
      if (words === null || words.length > left) isPartial = true;
      const text = (words ?? '').slice(0, left);
      left -= text.length;
      const look = lookAtNext(text.length);
      if (look === 'picture') onPage({ pageIndex, text, isScan: false, isPicture: true });
      else if (text !== '') onPage({ pageIndex, text, isScan: look === 'scan' });
      if (left === 0) break;
    }
    return isPartial;
  } finally {
    await close();
  }
}

/** What each page is, asked once for each in their order; of what our reader refuses nobody knows. */
function pageLooks(source: ByteSource): (letters: number) => PageLook {
  let file: PdfFile | null = null;
  let list: Iterator<Page> | null = null;
  return (letters) => {
    try {
      file ??= new PdfFile(source);
      list ??= pages(file);
      const next = list.next();
      return next.done ? 'other' : lookOfPage(file, next.value, letters);
    } catch {
      // Locked, damaged or out of fuel: what was found so far is true.
      list ??= [][Symbol.iterator]();
      return 'other';
    }
  };
}

/** Null when the page cannot be read. */
async function pageWords(document: PDFDocumentProxy, pageIndex: number): Promise<string | null> {
  try {
    const page = await document.getPage(pageIndex + 1);
    const { items } = await page.getTextContent({ includeMarkedContent: false });
    page.cleanup();
    return joinLines(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
  } catch (error) {
    if (errorCode(error) !== 'internal') throw error;
    return null;
  }
}
