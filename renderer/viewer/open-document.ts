import {
  GlobalWorkerOptions,
  getDocument,
  PasswordResponses,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError, type ErrorCode } from '../../shared/errors.ts';

const assets = new URL('pdfjs/', document.baseURI).href;
GlobalWorkerOptions.workerSrc = `${assets}pdf.worker.mjs`;

/** Larger images are left out: 2^28 pixels take one GiB. */
const maxImagePixels = 2 ** 28;

/** A document being opened: `result` rejects with AppError, `close` frees worker and memory at any time. */
export interface OpenDocument {
  readonly result: Promise<PDFDocumentProxy>;
  close(): Promise<void>;
}

/** Opens a PDF with everything active switched off; the bytes are handed to the parser's worker, not copied. */
export function openDocument(bytes: ArrayBuffer, password?: string): OpenDocument {
  const refusal = refuseAtOnce(bytes);
  if (refusal) return { result: Promise.reject(new AppError(refusal)), close: async () => {} };
  const task = getDocument({
    data: new Uint8Array(bytes),
    ...(password === undefined ? {} : { password }),
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    iccUrl: `${assets}iccs/`,
    useWorkerFetch: true,
    enableXfa: false,
    maxImageSize: maxImagePixels,
    verbosity: VerbosityLevel.ERRORS,
  });
  return { result: task.promise.then(checked, failed), close: () => task.destroy() };
}

function refuseAtOnce(bytes: ArrayBuffer): ErrorCode | null {
  if (bytes.byteLength === 0) return 'pdf-empty';
  const head = new TextDecoder('latin1').decode(new Uint8Array(bytes, 0, Math.min(1024, bytes.byteLength)));
  return head.includes('%PDF-') ? null : 'pdf-no-header';
}

function checked(document: PDFDocumentProxy): PDFDocumentProxy {
  if (document.numPages === 0) throw new AppError('pdf-no-pages');
  return document;
}

function failed(error: unknown): never {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    const isWrong = (error as { readonly code?: unknown }).code === PasswordResponses.INCORRECT_PASSWORD;
    throw new AppError(isWrong ? 'pdf-password-wrong' : 'pdf-encrypted', { cause: error });
  }
  if (name === 'InvalidPDFException') throw new AppError('pdf-xref-damaged', { cause: error });
  throw new AppError('internal', { cause: error });
}
