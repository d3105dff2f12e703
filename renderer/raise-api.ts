import type { ErrorCode } from '../shared/errors.ts';
import type { NetworkQuestion } from '../shared/pdf/level/network.ts';
import type { RaisedPdf, RaiseOrder } from '../shared/pdf/level/raise-pdf.ts';
import type { LentFile } from './ranges/lend-file.ts';

/** What replica worker and raise worker say to each other. Same trust zone, so types suffice; bytes are transferred. */

/** A file that is lent, and the level it shall reach. */
export type LentRaiseOrder = Omit<RaiseOrder, 'source'> & { readonly file: LentFile };

/** To the raise worker: raise this file, and answers to its questions. */
export type ToRaiseWorker =
  | { readonly type: 'raise'; readonly id: number; readonly order: LentRaiseOrder }
  | { readonly type: 'answer'; readonly id: number; readonly bytes: Uint8Array | null };

/** From the raise worker: questions to the network, and how the raising ended. */
export type FromRaiseWorker =
  | { readonly type: 'question'; readonly id: number; readonly question: NetworkQuestion }
  | { readonly type: 'raised'; readonly id: number; readonly raised: RaisedPdf }
  | { readonly type: 'failed'; readonly id: number; readonly code: ErrorCode };
