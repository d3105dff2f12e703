import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '../../shared/errors.ts';
import type { ByteSource } from '../../shared/pdf/file/byte-source.ts';

const rangeBytes = 256 * 1024;

/** What pdf.js is told beside what holds for every file that is read without a window. */
export type InertOptions = Omit<NonNullable<Exclude<Parameters<typeof getDocument>[0], string | URL>>, 'range'>;

/**
 * Opens a PDF outside a window: everything active is switched off, and only asked-for bytes are read. `close` frees its
 * memory. Throws AppError 'pdf-encrypted', 'pdf-xref-damaged'.
 */
export async function openInert(
  source: ByteSource,
  options: InertOptions,
): Promise<{ readonly document: PDFDocumentProxy; close(): Promise<void> }> {
  const range = new PDFDataRangeTransport(source.size, null);
  range.requestDataRange = (begin, end) => range.onDataRange(begin, new Uint8Array(source.read(begin, end - begin)));
  const task = getDocument({
    range,
    rangeChunkSize: rangeBytes,
    disableStream: true,
    disableAutoFetch: true,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
    ...options,
  });
  const close = () => task.destroy();
  try {
    return { document: await task.promise, close };
  } catch (error) {
    await close();
    const name = error instanceof Error ? error.name : '';
    if (error instanceof AppError) throw error;
    throw new AppError(name === 'PasswordException' ? 'pdf-encrypted' : 'pdf-xref-damaged', { cause: error });
  }
}
