import { z } from 'zod';
import { errorCodes } from '../../shared/errors.ts';
import type { DisplayRect } from '../../shared/pdf/pdf-types.ts';
import { controlKeys, placeKeys } from './shortcut-keys.ts';

/**
 * Messages between a screen and the page that shows two states of one PDF beside each other: what was signed, and the file
 * as it is. Both are hostile, so the screen checks every message; sides check window and origin as with the viewer.
 */

// As in viewer-protocol.ts: the page's policy forbids code from strings.
z.config({ jitless: true });

/** Words in the language of the screen. `{n}` is replaced by the page's number. */
export interface CompareTexts {
  readonly language: 'de' | 'en';
  /** Titles of the two columns. */
  readonly signed: string;
  readonly current: string;
  readonly page: string;
  readonly annotation: string;
  readonly waiting: string;
  readonly same: string;
  readonly different: string;
  readonly onlySigned: string;
  readonly onlyCurrent: string;
  readonly unreadable: string;
  /** Stands where a page is missing. */
  readonly missing: string;
}

/** A place that both sides show framed. `label` for screen readers. */
export interface Mark {
  readonly number: number;
  readonly pairIndex: number;
  readonly rect: DisplayRect;
  readonly tone: 'permitted' | 'forbidden' | 'covering' | 'seen';
  readonly label: string;
}

/** Screen to page. The bytes are transferred; `first`: pages (from 0) of the current file that are compared first. */
export type ToCompare =
  | {
      readonly type: 'open';
      readonly id: number;
      readonly signed: ArrayBuffer;
      readonly current: ArrayBuffer;
      readonly first: readonly number[];
      readonly texts: CompareTexts;
      /** Of an encrypted file; it opens both states. */
      readonly password?: string;
    }
  | { readonly type: 'close' }
  | { readonly type: 'mark'; readonly marks: readonly Mark[] }
  /** Scrolls to a mark, or to a pair of pages, and points it out. */
  | { readonly type: 'show'; readonly pairIndex: number; readonly number: number | null }
  | { readonly type: 'zoom'; readonly zoom: number | 'width' };

const id = z.number().int();
const index = z.number().int().nonnegative().max(1_000_000);
const length = z.number().finite();
const rect = z.object({ x: length, y: length, width: length, height: length });
const words = z.string().max(400);

/** A place that looks different, in points of the page as displayed, with the text on both sides. */
const areaSchema = z.object({ rect, signed: words, current: words });
export type SeenArea = z.infer<typeof areaSchema>;

/** What comparing two pages found. `different` without areas: only the text for copying and reading aloud differs. */
const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('same') }),
  z.object({ kind: z.literal('different'), areas: z.array(areaSchema).max(100), isResized: z.boolean() }),
  z.object({ kind: z.literal('only-signed') }),
  z.object({ kind: z.literal('only-current') }),
  z.object({ kind: z.literal('unreadable') }),
]);
export type PairOutcome = z.infer<typeof outcomeSchema>;

/** Two pages beside each other, each null where that state has no such page. */
const pairSchema = z.object({ signed: index.nullable(), current: index.nullable() });
export type Pair = z.infer<typeof pairSchema>;

/** Page to screen; `id` is that of the `open` it answers. */
export const fromCompareSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('opened'), id, pairs: z.array(pairSchema).max(200_000) }),
  z.object({ type: z.literal('failed'), id, code: z.enum(errorCodes) }),
  z.object({ type: z.literal('compared'), id, pairIndex: index, outcome: outcomeSchema }),
  z.object({ type: z.literal('view'), id, pairIndex: index, scale: length }),
  /** A shortcut of the app or of the screen, pressed while the page had the focus. */
  z.object({
    type: z.literal('key'),
    key: z.enum(['F6', 'F7', 'Escape', '?', ...controlKeys, ...placeKeys]),
    shift: z.boolean(),
  }),
]);
export type FromCompare = z.infer<typeof fromCompareSchema>;
