import { sha256 } from '@noble/hashes/sha2.js';
import { AppError } from '../../errors.ts';
import { isType, type PdfObject } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { hex } from '../file/serialize.ts';
import { isSameEntry } from './object-graph.ts';

const lists = ['Certs', 'OCSPs', 'CRLs'] as const;

/**
 * Does the security store (ISO 32000-2 §12.8.4.3) of the newer revision still hold every certificate, answer and list of the
 * older one? Who takes evidence away makes a revoked certificate one of which nothing is known.
 */
export function keepsStore(before: PdfFile, after: PdfFile): boolean {
  return lists.every((list) => {
    const [was, now] = [itemsOf(before, list), itemsOf(after, list)];
    const gone = was.filter((item) => !now.some((other) => isUntouched(before, after, item, other)));
    if (gone.length === 0) return true;
    // Other programs write the whole store anew: then the bytes decide.
    const held = new Set(now.map((item) => digestOf(after, item)));
    return gone.every((item) => {
      const digest = digestOf(before, item);
      return digest === null || held.has(digest);
    });
  });
}

function itemsOf(file: PdfFile, list: (typeof lists)[number]): readonly PdfObject[] {
  return file.array(file.dict(file.catalog().get('DSS'))?.get(list)) ?? [];
}

function isUntouched(before: PdfFile, after: PdfFile, item: PdfObject, other: PdfObject): boolean {
  before.fuel.step();
  if (!isType(item, 'ref') || !isType(other, 'ref') || item.num !== other.num || item.gen !== other.gen) return false;
  return isSameEntry(before, after, item.num);
}

/** Null for what is no evidence, because nobody could read it before either. */
function digestOf(file: PdfFile, item: PdfObject): string | null {
  const stream = file.resolve(item);
  if (!isType(stream, 'stream')) return null;
  try {
    return hex(sha256(file.streamBytes(stream)));
  } catch (error) {
    if (error instanceof AppError && error.code !== 'pdf-too-much-data') return null;
    throw error;
  }
}
