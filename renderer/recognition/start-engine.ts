/// <reference path="./tesseract-core.d.ts" />
import createCore from 'tesseract.js-core/tesseract-core-simd-lstm.js';
import { AppError } from '../../shared/errors.ts';
import type { RecognisedPage } from '../recognition-api.ts';
import type { GrayPage } from './draw-page.ts';
import type { CreateEngine, EnginePage } from './engine-types.ts';
import { readLines } from './read-lines.ts';

/** The machine that reads words in pictures. It works in this thread; whoever waits too long ends the thread. */
export interface Engine {
  /** Throws AppError 'internal' when the machine gives up. */
  read(page: GrayPage, pageIndex: number): RecognisedPage;
}

/** The numbers of Tesseract's enums OEM_LSTM_ONLY and PSM_AUTO. */
const neuralOnly = 1;
const wholePage = 3;
const input = '/input';
const silent = () => undefined;

/** Starts the machine from its program and models, all given as bytes: nothing is fetched. Throws AppError 'internal'. */
export async function startEngine(parts: {
  readonly program: Uint8Array;
  readonly models: Readonly<Record<string, Uint8Array>>;
}): Promise<Engine> {
  const { FS, TessBaseAPI } = await (createCore as CreateEngine)({
    wasmBinary: parts.program,
    print: silent,
    printErr: silent,
    TesseractProgress: silent,
  });
  for (const [name, bytes] of Object.entries(parts.models)) FS.writeFile(`${name}.traineddata`, bytes);
  const api = new TessBaseAPI();
  const languages = Object.keys(parts.models);
  if (api.Init(null, languages.join('+'), neuralOnly) !== 0) throw new AppError('internal', { cause: 'engine models' });
  for (const name of languages) FS.unlink(`${name}.traineddata`);
  api.SetPageSegMode(wholePage);
  return {
    read(page, pageIndex) {
      FS.writeFile(input, asPgm(page));
      try {
        api.SetVariable('user_defined_dpi', String(page.dpi));
        if (api.SetImageFile(1, 0) !== 0 || api.Recognize(null) !== 0)
          throw new AppError('internal', { cause: 'engine page' });
        return { pageIndex, ...readLines(JSON.parse(api.GetJSONText()) as EnginePage, page) };
      } finally {
        api.Clear();
        FS.unlink(input);
      }
    },
  };
}

/** A picture without compression that the machine reads (netpbm, P5). */
function asPgm({ widthPx, heightPx, gray }: GrayPage): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${widthPx} ${heightPx}\n255\n`);
  const file = new Uint8Array(head.length + gray.length);
  file.set(head);
  file.set(gray, head.length);
  return file;
}
