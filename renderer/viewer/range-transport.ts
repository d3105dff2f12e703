import { PDFDataRangeTransport } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { RangeFile } from '../ranges/lend-file.ts';

/** Hands pdf.js the ranges that it asks for. pdf.js waits for a range that fails for good, so `fail` has to end it. */
export class RangeTransport extends PDFDataRangeTransport {
  readonly #file: RangeFile;
  readonly #fail: (error: unknown) => void;

  constructor(file: RangeFile, fail: (error: unknown) => void) {
    super(file.sizeBytes, null);
    this.#file = file;
    this.#fail = fail;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#file.read(begin, end - begin).then((bytes) => this.onDataRange(begin, bytes), this.#fail);
  }
}
