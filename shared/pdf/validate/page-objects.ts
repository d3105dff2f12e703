import type { PdfRef } from '../file/objects.ts';
import { pages } from '../file/page-tree.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { referencesOf } from './object-graph.ts';

/** The first page that uses an object for what it shows, by object number; objects of no page are left out. */
export function pagesUsing(file: PdfFile): ReadonlyMap<number, number> {
  const out = new Map<number, number>();
  let pageIndex = 0;
  for (const { ref, dict, inherited } of pages(file)) {
    out.set(ref.num, pageIndex);
    const waiting: PdfRef[] = ['Contents', 'Annots'].flatMap((key) => referencesOf(dict.get(key) ?? null));
    waiting.push(...referencesOf(inherited.get('Resources') ?? null));
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      file.fuel.step();
      if (out.has(next.num)) continue;
      out.set(next.num, pageIndex);
      waiting.push(...referencesOf(withoutWaysBack(file.get(next))));
    }
    pageIndex++;
  }
  return out;
}

// An annotation names its page, a field its parent: from there everything could be reached.
const waysBack = ['P', 'Parent', 'Dest', 'A'];

function withoutWaysBack(object: ReturnType<PdfFile['get']>): ReturnType<PdfFile['get']> {
  if (!(object instanceof Map)) return object;
  return new Map([...object].filter(([key]) => !waysBack.includes(key)));
}
