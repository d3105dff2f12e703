import type { ErrorCode } from '../shared/errors.ts';
import type { LentFile } from './ranges/lend-file.ts';

/** What replica worker and recognition worker say to each other. Same trust zone, so types suffice. */

/** Left, top, width and height as shares (0 to 1) of the page as it is displayed. */
export type ShareBox = readonly [left: number, top: number, width: number, height: number];

/** A line of words that a machine read in a picture. */
export interface RecognisedLine {
  readonly text: string;
  readonly box: ShareBox;
}

/** What was read in the picture of one page. */
export interface RecognisedPage {
  /** From 0. */
  readonly pageIndex: number;
  readonly lines: readonly RecognisedLine[];
  /** The lines as running text: words divided at their ends are whole again. */
  readonly text: string;
  /** How sure the machine is of the words, mean by letters, 0 to 100; null where it found none. */
  readonly confidence: number | null;
}

/** Where the worker finds its program and its languages: addresses of the app's own files. */
export interface RecognitionFiles {
  readonly engine: string;
  /** Gzip-packed models by their name (`deu`). */
  readonly models: Readonly<Record<string, string>>;
  /** Folder of what pdf.js decodes pictures with, ends in `/`. */
  readonly decoders: string;
}

/** To the recognition worker, which reads one file at a time; `pages` from 0. */
export interface ToRecognitionWorker {
  readonly type: 'recognise';
  readonly id: number;
  readonly file: LentFile;
  readonly pages: readonly number[];
  readonly files: RecognitionFiles;
}

/** From the recognition worker: each page when it has been read, then how it ended. */
export type FromRecognitionWorker =
  | { readonly type: 'page'; readonly id: number; readonly page: RecognisedPage }
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly code: ErrorCode };
