import type { ErrorCode } from '../shared/errors.ts';
import type { LentFile } from './ranges/lend-file.ts';

/** What replica worker and text worker say to each other. Same trust zone, so types suffice. */

/** The words of one page. */
export interface PageText {
  /** From 0. */
  readonly pageIndex: number;
  readonly text: string;
  /** The words lie invisibly behind the picture of a scan: a machine read them, nobody proof-read them. */
  readonly isScan: boolean;
  /** The page is a picture with no words, or only those of a stamp: a machine may still read it (X2). */
  readonly isPicture?: boolean;
}

/** What could be read of a file. */
export interface FileText {
  readonly pages: readonly PageText[];
  /** The file has more than the limits let through, or pages that could not be read. */
  readonly isPartial: boolean;
}

/** What a file is read as. */
export type TextKind = 'pdf' | 'plain' | 'mail' | 'office';

/** To the text worker, which reads one file at a time. */
export interface ToTextWorker {
  readonly type: 'read';
  readonly id: number;
  readonly kind: TextKind;
  readonly file: LentFile;
}

/** From the text worker: each page when it has been read, then how it ended. */
export type FromTextWorker =
  | { readonly type: 'page'; readonly id: number; readonly page: PageText }
  | { readonly type: 'end'; readonly id: number; readonly isPartial: boolean }
  | { readonly type: 'failed'; readonly id: number; readonly code: ErrorCode };
