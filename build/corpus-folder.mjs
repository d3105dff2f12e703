import { existsSync } from 'node:fs';
import { inRoot } from './repository.mjs';

const places = [process.env.AKTENTASCHE_CORPUS, inRoot('../shared/corpus'), inRoot('../../shared/corpus')];

/** Folder of the real PDFs, null where they are absent. */
export const corpusFolder = places.find((folder) => folder && existsSync(folder)) ?? null;
