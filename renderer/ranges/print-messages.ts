import { z } from 'zod';
import { errorCodes } from '../../shared/errors.ts';
import type { StreamedFile } from './stream-file.ts';

// As in viewer-protocol.ts: the page's policy forbids code from strings.
z.config({ jitless: true });

/** One file to be printed: whole bytes or a port to ask for ranges, both transferred; `password` of an encrypted one. */
export interface PrintPart {
  readonly file: ArrayBuffer | StreamedFile;
  readonly password?: string;
}

/** Main window to the page that is printed: files in their order. */
export interface ToPrint {
  readonly type: 'print';
  readonly parts: readonly PrintPart[];
}

/** And back. That page parses hostile files, so each message is checked. `ready`: every sheet is drawn. */
export const fromPrintSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('drawn'), done: z.number().int().nonnegative(), total: z.number().int().positive() }),
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('failed'), code: z.enum(errorCodes) }),
]);
export type FromPrint = z.infer<typeof fromPrintSchema>;
