import {
  GlobalWorkerOptions,
  getDocument,
  PasswordResponses,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { readStream, type StreamedFile } from '../ranges/stream-file.ts';
import { RangeTransport } from './range-transport.ts';

const assets = new URL('pdfjs/', document.baseURI).href;
GlobalWorkerOptions.workerSrc = `${assets}pdf.worker.mjs`;

/** Larger images are left out: 2^28 pixels take one GiB. */
const maxImagePixels = 2 ** 28;
/** Bytes asked for at once; a shorter file is asked for as a whole. */
const rangeBytes = 256 * 1024;

/** A document being opened: `result` rejects with AppError, `close` frees worker and memory at any time. */
export interface OpenDocument {
  readonly result: Promise<PDFDocumentProxy>;
  close(): Promise<void>;
}

/** Where the bytes come from, what opens them, and who hears that a range could not be had any more. */
export interface DocumentOrder {
  readonly file: ArrayBuffer | StreamedFile;
  readonly password?: string;
  readonly onFailure?: (error: unknown) => void;
}

/** What pdf.js reads: all bytes, or ranges of them. */
type Input = { readonly data: Uint8Array } | { readonly range: RangeTransport };

/**
 * Opens a PDF with everything active switched off. Whole bytes are handed to the parser's worker, not copied; of a streamed
 * file only the ranges come that are looked at.
 */
export function openDocument(order: DocumentOrder): OpenDocument {
  let task: PDFDocumentLoadingTask | null = null;
  let end: () => void = () => undefined;
  let isClosed = false;
  let breakOff: (error: unknown) => void = () => undefined;
  const broken = new Promise<never>((_resolve, reject) => {
    breakOff = reject;
  });
  broken.catch(() => undefined);
  const fail = (error: unknown) => {
    breakOff(error);
    order.onFailure?.(error);
  };
  const open = async (): Promise<PDFDocumentProxy> => {
    const input = await readInput(order.file, fail, (close) => {
      end = close;
    });
    if (isClosed) throw new AppError('not-found');
    task = getDocument({ ...options, ...input, ...(order.password === undefined ? {} : { password: order.password }) });
    return checked(await Promise.race([task.promise, broken]));
  };
  return {
    result: open().catch(failed),
    async close() {
      isClosed = true;
      await task?.destroy();
      end();
    },
  };
}

const options = {
  cMapUrl: `${assets}cmaps/`,
  standardFontDataUrl: `${assets}standard_fonts/`,
  wasmUrl: `${assets}wasm/`,
  iccUrl: `${assets}iccs/`,
  useWorkerFetch: true,
  enableXfa: false,
  maxImageSize: maxImagePixels,
  verbosity: VerbosityLevel.ERRORS,
  rangeChunkSize: rangeBytes,
  // Only what is looked at: neither the rest of the file in the background nor all of it in one stream.
  disableAutoFetch: true,
  disableStream: true,
};

async function readInput(
  file: ArrayBuffer | StreamedFile,
  fail: (error: unknown) => void,
  onEnd: (close: () => void) => void,
): Promise<Input> {
  if (file instanceof ArrayBuffer) {
    refuseAtOnce(new Uint8Array(file));
    return { data: new Uint8Array(file) };
  }
  const stream = readStream(file);
  onEnd(stream.close);
  const head = await stream.read(0, rangeBytes);
  refuseAtOnce(head);
  return head.length === stream.sizeBytes ? { data: head } : { range: new RangeTransport(stream, fail) };
}

/** Throws AppError for what cannot be a PDF. */
function refuseAtOnce(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new AppError('pdf-empty');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (!head.includes('%PDF-')) throw new AppError('pdf-no-header');
}

function checked(document: PDFDocumentProxy): PDFDocumentProxy {
  if (document.numPages === 0) throw new AppError('pdf-no-pages');
  return document;
}

function failed(error: unknown): never {
  if (error instanceof AppError) throw error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    const isWrong = (error as { readonly code?: unknown }).code === PasswordResponses.INCORRECT_PASSWORD;
    throw new AppError(isWrong ? 'pdf-password-wrong' : 'pdf-encrypted', { cause: error });
  }
  if (name === 'InvalidPDFException') throw new AppError('pdf-xref-damaged', { cause: error });
  throw new AppError('internal' satisfies ErrorCode, { cause: error });
}
