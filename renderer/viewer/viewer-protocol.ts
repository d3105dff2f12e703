import { z } from 'zod';
import { errorCodes } from '../../shared/errors.ts';
import type { StreamedFile } from '../ranges/stream-file.ts';
import { controlKeys, placeKeys } from './shortcut-keys.ts';

/**
 * Messages between a screen and the viewer, a page of another origin that shows one PDF. The viewer parses hostile files, so
 * the screen checks every message against `fromViewerSchema`; both sides check window and origin.
 */

// The page's policy forbids code from strings; without this zod would try, and the attempt is reported as a violation.
z.config({ jitless: true });

/** Lower left corner in PDF points (1/72 inch) from the lower left of the page as displayed; pages from 0. */
export const placeSchema = z.object({
  pageIndex: z.number().int().nonnegative().max(1_000_000),
  x: z.number().finite(),
  y: z.number().finite(),
});
export type Place = z.infer<typeof placeSchema>;

/** Size in PDF points of a page as displayed or of what is to be placed on it. */
export interface SizePt {
  readonly widthPt: number;
  readonly heightPt: number;
}

/** 1 = 100 %: one PDF point is 96/72 CSS pixels. `width` fits the page's width, `page` the whole page. */
export type Zoom = number | 'width' | 'page';

/** Words for the screen reader, in the language of the screen. `{n}` and `{total}` are replaced. */
export interface ViewerTexts {
  readonly language: 'de' | 'en';
  readonly page: string;
  readonly annotation: string;
  readonly placing: string;
}

/** A rectangle that follows mouse and keyboard until it is confirmed or cancelled. */
export interface Ghost extends SizePt {
  readonly kind: 'stamp' | 'signature';
  readonly lines: readonly string[];
  /** How it will look, a PDF of one page; without it the lines are shown. */
  readonly picture?: Uint8Array;
}

/** Words read in the picture of a page (from 0); `box`: left, top, width, height as shares of the page as displayed. */
export interface LayerPage {
  readonly pageIndex: number;
  readonly lines: readonly {
    readonly text: string;
    readonly box: readonly [left: number, top: number, width: number, height: number];
  }[];
}

/** What the file is a state of; `isContinued`: it begins where the state before was left. */
export interface OpenAbout {
  readonly of: string;
  readonly isContinued: boolean;
}

/** Screen to viewer. `file`: whole bytes, or a port to ask for ranges; both are transferred, so the screen no longer has them. */
export type ToViewer =
  | {
      readonly type: 'open';
      readonly id: number;
      readonly file: ArrayBuffer | StreamedFile;
      readonly texts: ViewerTexts;
      /** Of an encrypted file. */
      readonly password?: string;
      readonly about?: OpenAbout;
    }
  | { readonly type: 'close' }
  | { readonly type: 'layer'; readonly label: string; readonly pages: readonly LayerPage[] }
  | { readonly type: 'go'; readonly pageIndex: number }
  | { readonly type: 'zoom'; readonly zoom: Zoom }
  | { readonly type: 'place'; readonly ghost: Ghost; readonly at: Place }
  | { readonly type: 'stop-placing' };

const id = z.number().int();
const count = z.number().int().nonnegative().max(1_000_000);
const length = z.number().finite();

/** A page that is at least partly visible; `rect` in CSS pixels of the viewer's window. */
const visiblePageSchema = z.object({
  pageIndex: count,
  widthPt: length,
  heightPt: length,
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  rect: z.object({ left: length, top: length, width: length, height: length }),
});
export type VisiblePage = z.infer<typeof visiblePageSchema>;

/** Viewer to screen; `id` is that of the `open` it answers. */
export const fromViewerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('opened'), id, pageCount: count }),
  z.object({ type: z.literal('failed'), id, code: z.enum(errorCodes) }),
  /** After scrolling, zooming, drawing: `scale` as in `Zoom`, `drawn` = pages whose pixels are on the screen. */
  z.object({
    type: z.literal('view'),
    id,
    pageIndex: count,
    scale: length,
    visible: z.array(visiblePageSchema).max(1_000),
    drawn: z.array(count).max(1_000),
  }),
  z.object({ type: z.literal('placing'), place: placeSchema, page: z.object({ widthPt: length, heightPt: length }) }),
  z.object({ type: z.literal('placed'), place: placeSchema }),
  z.object({ type: z.literal('placing-cancelled') }),
  /** A shortcut of the app, pressed while the viewer had the focus. */
  z.object({
    type: z.literal('key'),
    key: z.enum(['F6', 'Escape', '?', 'a', 's', ...controlKeys, ...placeKeys]),
    shift: z.boolean(),
  }),
]);
export type FromViewer = z.infer<typeof fromViewerSchema>;
