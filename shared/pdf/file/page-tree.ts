import { AppError } from '../../errors.ts';
import { isArray, isType, nameOf, type PdfDict, type PdfObject, type PdfRef } from './objects.ts';
import type { PdfFile } from './pdf-file.ts';

/** A page: its reference, its dictionary and the attributes it inherits (§7.7.3.4). */
export type Page = { readonly ref: PdfRef; readonly dict: PdfDict; readonly inherited: ReadonlyMap<string, PdfObject> };

// Each is looked up and read for its keys.
const stepsPerAnnotation = 6;
const deepestTree = 200;
const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

/** The page at an index from 0. Throws AppError 'pdf-page-out-of-range', 'pdf-no-pages', 'pdf-page-tree-damaged'. */
export function pageAt(file: PdfFile, pageIndex: number): Page {
  let index = 0;
  for (const page of pages(file)) if (index++ === pageIndex) return page;
  throw new AppError(index === 0 ? 'pdf-no-pages' : 'pdf-page-out-of-range');
}

/** All pages in order, one at a time, read through the tree only: /Count is never believed. */
export function* pages(file: PdfFile): Generator<Page> {
  const root = file.catalog().get('Pages');
  if (!isType(root, 'ref')) throw new AppError('pdf-page-tree-damaged');
  yield* walk(file, root, new Map(), new Set(), 0);
}

/** The annotations of a page; each time they are looked through costs fuel, because all pages may share one long list. */
export function annotationsOf(file: PdfFile, page: Pick<Page, 'dict'>): readonly PdfObject[] {
  const items = file.array(page.dict.get('Annots')) ?? [];
  file.fuel.step(items.length * stepsPerAnnotation);
  return items;
}

function* walk(
  file: PdfFile,
  ref: PdfRef,
  above: ReadonlyMap<string, PdfObject>,
  seen: Set<number>,
  depth: number,
): Generator<Page> {
  if (seen.has(ref.num)) throw new AppError('pdf-page-tree-damaged');
  if (depth > deepestTree) throw new AppError('pdf-too-deep');
  file.fuel.step();
  seen.add(ref.num);
  if (seen.size > 2_000_000) throw new AppError('pdf-too-much-data');
  const dict = file.dict(ref);
  if (dict === undefined) throw new AppError('pdf-page-tree-damaged');
  const inherited = inherit(dict, above);
  const kids = file.resolve(dict.get('Kids'));
  if (nameOf(file.resolve(dict.get('Type'))) === 'Page' || !isArray(kids)) {
    yield { ref, dict, inherited };
    return;
  }
  for (const kid of kids) {
    // A null kid is skipped by every viewer; a direct dictionary cannot be updated by appending.
    if (kid === null) continue;
    if (!isType(kid, 'ref')) throw new AppError('pdf-page-tree-damaged');
    yield* walk(file, kid, inherited, seen, depth + 1);
  }
}

function inherit(dict: PdfDict, above: ReadonlyMap<string, PdfObject>): ReadonlyMap<string, PdfObject> {
  const own = inheritable.filter((key) => dict.has(key));
  if (own.length === 0) return above;
  const merged = new Map(above);
  for (const key of own) merged.set(key, dict.get(key) ?? null);
  return merged;
}
