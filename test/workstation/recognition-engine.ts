import './pdf-parser.ts';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import type { Canvas } from '../../renderer/recognition/draw-page.ts';
import { type Engine, startEngine } from '../../renderer/recognition/start-engine.ts';

const { resolve } = createRequire(import.meta.url);
const file = (name: string) => new Uint8Array(readFileSync(resolve(name)));

/** The machine as the app starts it, from the same files. */
export function engineHere(): Promise<Engine> {
  const model = (name: string) =>
    new Uint8Array(gunzipSync(file(`@tesseract.js-data/${name}/4.0.0_best_int/${name}.traineddata.gz`)));
  return startEngine({
    program: file('tesseract.js-core/tesseract-core-simd-lstm.wasm'),
    models: { deu: model('deu'), eng: model('eng') },
  });
}

/** A canvas in Node. */
export const canvasHere = (width: number, height: number) => createCanvas(width, height) as unknown as Canvas;
