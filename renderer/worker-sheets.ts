import { createWasmDigests } from '../shared/crypto/wasm-digest.ts';
import { writeVerfuegungsblatt } from '../shared/geschaeftsgang/write-verfuegungsblatt.ts';
import { blankOdt } from '../shared/office/blank-odt.ts';
import { composeLaufzettel, composeSchreiben, signsUnknown } from '../shared/pdf/api.ts';
import { writeReport } from '../shared/pdf/report/write-report.ts';
import { writeUnterschriftenblatt } from '../shared/pdf/report/write-unterschriftenblatt.ts';
import type { PdfAnswers } from './pdf-api.ts';
import { loadFont, loadFonts } from './worker-fonts.ts';

/** What the worker writes that no file was opened for. */
export const sheetAnswers: Pick<
  PdfAnswers,
  | 'blankText'
  | 'laufzettel'
  | 'composeSchreiben'
  | 'signsUnknown'
  | 'report'
  | 'unterschriftenblatt'
  | 'verfuegungsblatt'
> = {
  blankText: async ({ titel }) => ({ bytes: await blankOdt(titel) }),

  laufzettel: async ({ order: { place: _, at, ...order }, about }) => {
    const parts = { makeDigest: await createWasmDigests(), font: await loadFont(), at: new Date(at) };
    const { bytes, stamp } = composeLaufzettel({ ...about, ...order, ...parts });
    return { bytes, text: stamp.text };
  },

  composeSchreiben: async ({ schreiben }) => ({ bytes: composeSchreiben(schreiben, await loadFonts()) }),

  signsUnknown: async ({ schreiben }) => ({ signs: signsUnknown(schreiben, await loadFonts()) }),

  report: async ({ about }) => ({
    bytes: writeReport({ ...about, at: new Date(about.at), font: await loadFont() }),
  }),

  unterschriftenblatt: async ({ about }) => ({
    bytes: writeUnterschriftenblatt({ ...about, at: new Date(about.at), font: await loadFont() }),
  }),

  verfuegungsblatt: async ({ about }) => ({
    bytes: writeVerfuegungsblatt({ ...about, at: new Date(about.at), font: await loadFont() }),
  }),
};
