import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { startEngine } from '../../../renderer/recognition/start-engine.ts';

import { scannedLetter } from '../../../test/fixtures/scanned-letter.ts';
import { wordErrorRate } from '../../../test/workstation/word-errors.ts';

/** Pages of letters as an office copier scans them, with what stands on them. */
export const scanLetters = (pageCount) => scannedLetter(pageCount);

/** Share of the words that were read, 0 to 1. */
export const shareRead = (wanted, read) => 1 - wordErrorRate(wanted, read);

/** The machine of the app from the same program and models; `modules`: a path inside the repository. */
export function startOurs(modules) {
  const { resolve } = createRequire(modules);
  const read = (name) => new Uint8Array(readFileSync(resolve(name)));
  const model = (name) =>
    new Uint8Array(gunzipSync(read(`@tesseract.js-data/${name}/4.0.0_best_int/${name}.traineddata.gz`)));
  return startEngine({
    program: read('tesseract.js-core/tesseract-core-simd-lstm.wasm'),
    models: { deu: model('deu'), eng: model('eng') },
  });
}
