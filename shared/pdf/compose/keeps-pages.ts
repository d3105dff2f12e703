import { nameOf, type PdfObject } from '../file/objects.ts';
import { annotationsOf, type Page, pages } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { changedKeys, isSameEntry, referencesOf } from '../validate/object-graph.ts';

/** Keys that stamps and signatures change, and that show nothing themselves. */
const keysFree = new Set(['Annots', 'StructParents', 'Tabs']);
/** What may be put on a page later: everybody sees what it is. */
const laidOn = new Set(['Stamp', 'Widget']);

/** Whether the pages of a file made here show what they showed in its first revision, but for stamps and signatures on them. */
export function keepsPages(first: PdfFile, current: PdfFile): boolean {
  const before = [...pages(first)];
  const now = [...pages(current)];
  return before.length === now.length && before.every((page, index) => isKept(first, page, current, now[index]!));
}

function isKept(first: PdfFile, before: Page, current: PdfFile, now: Page): boolean {
  const changed = [
    ...changedKeys(first, before.dict, current, now.dict),
    ...changedKeys(first, before.inherited, current, now.inherited),
  ];
  if (before.ref.num !== now.ref.num || changed.some((key) => !keysFree.has(key))) return false;
  const shown = [...before.dict].flatMap(([key, value]) => (key === 'Parent' || keysFree.has(key) ? [] : [value]));
  if (!reached(first, shown).every((num) => isSameEntry(first, current, num))) return false;
  return annotationsOf(current, now).every((item) =>
    laidOn.has(nameOf(current.resolve(current.dict(item)?.get('Subtype'))) ?? ''),
  );
}

/** Numbers of the objects that these lead to. */
function reached(file: PdfFile, from: readonly PdfObject[]): number[] {
  const seen = new Set<number>();
  const open = from.flatMap(referencesOf);
  for (let ref = open.pop(); ref; ref = open.pop()) {
    if (seen.has(ref.num)) continue;
    seen.add(ref.num);
    open.push(...referencesOf(file.get(ref)));
  }
  return [...seen];
}
