import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../build/repository.mjs';

const places = [process.env.AKTENTASCHE_CORPUS, inRoot('../shared/corpus'), inRoot('../../shared/corpus')];

/** Folder of the real PDFs, null where they are absent. */
export const corpusFolder = places.find((folder) => folder !== undefined && existsSync(folder)) ?? null;

if (!corpusFolder) console.warn('SKIPPED LOUDLY: no corpus of real PDFs beside the repository.');

/** Bytes of one file of the corpus. */
export function readCorpus(name: string): Uint8Array {
  return new Uint8Array(readFileSync(path.join(corpusFolder!, name)));
}
