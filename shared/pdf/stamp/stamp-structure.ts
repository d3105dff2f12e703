import type { Appender } from '../file/append.ts';
import {
  dict,
  isArray,
  isType,
  name,
  nameOf,
  number,
  numberOf,
  type PdfObject,
  type PdfRef,
  text,
} from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { isSigned } from './stamp-rights.ts';

/** The structure tree of a tagged file as far as a new element needs it (§14.7). */
export type OpenStructure = {
  readonly kind: 'open';
  readonly root: PdfRef;
  /** What the new element hangs under: the document element, or the root itself. */
  readonly parent: PdfRef;
  readonly parentTree: PdfRef | null;
  readonly nextKey: number;
};

/** `none`: not tagged. `closed`: tagged and signed, so that the tree must stay as it was signed. */
export type Structure = OpenStructure | { readonly kind: 'none' | 'closed' };

/** Looks whether a new annotation can join the structure tree. */
export function structureOf(file: PdfFile): Structure {
  const catalog = file.catalog();
  const isTagged = file.resolve(file.dict(catalog.get('MarkInfo'))?.get('Marked')) === true;
  const root = catalog.get('StructTreeRoot');
  const tree = file.dict(root);
  if (!isTagged || tree === undefined || !isType(root, 'ref')) return { kind: 'none' };
  if (isSigned(file)) return { kind: 'closed' };
  const parentTree = tree.get('ParentTree');
  // A parent tree inside the root would have to be moved out of it: rare enough to leave such a file as it is.
  if (parentTree !== undefined && !isType(parentTree, 'ref')) return { kind: 'closed' };
  const stated = numberOf(file.resolve(tree.get('ParentTreeNextKey'))) ?? 0;
  const nextKey = Math.max(stated, highestKey(file, parentTree) + 1);
  return {
    kind: 'open',
    root,
    parent: documentElement(file, tree.get('K')) ?? root,
    parentTree: parentTree ?? null,
    nextKey,
  };
}

/** Adds an Annot element with the text alternative, and its way back from the annotation. */
export function addToStructure(
  update: Appender,
  structure: OpenStructure,
  {
    annotation,
    page,
    alternative,
  }: { readonly annotation: PdfRef; readonly page: PdfRef; readonly alternative: string },
): void {
  const { root, parent, parentTree, nextKey } = structure;
  const element = update.add(
    dict({
      Type: name('StructElem'),
      S: name('Annot'),
      P: parent,
      Pg: page,
      Alt: text(alternative),
      K: [dict({ Type: name('OBJR'), Obj: annotation, Pg: page })],
    }),
  );
  pushKid(update, parent, element);
  const entry = [number(nextKey), element];
  if (parentTree === null) {
    update.extend(root, { ParentTree: update.add(dict({ Nums: entry })) });
  } else {
    const tree = update.current(parentTree);
    const kids = tree instanceof Map ? tree.get('Kids') : undefined;
    if (kids === undefined) for (const item of entry) update.push(parentTree, 'Nums', item);
    else {
      const leaf = dict({ Nums: entry, Limits: [number(nextKey), number(nextKey)] });
      update.push(parentTree, 'Kids', update.add(leaf));
    }
  }
  update.extend(root, { ParentTreeNextKey: number(nextKey + 1) });
  // Tab order by structure, as PDF/UA asks for pages with annotations (ISO 14289-1 §7.18.3).
  update.extend(page, { Tabs: name('S') });
}

/** /K may be one element instead of an array. */
function pushKid(update: Appender, parent: PdfRef, element: PdfRef): void {
  const holder = update.current(parent);
  const kids = holder instanceof Map ? (holder.get('K') ?? null) : null;
  const value = update.file.resolve(kids);
  if (kids === null || isArray(value)) update.push(parent, 'K', element);
  else update.extend(parent, { K: [kids, element] });
}

function documentElement(file: PdfFile, kids: PdfObject | undefined): PdfRef | undefined {
  const list = file.array(kids) ?? (kids === undefined ? [] : [kids]);
  const first = list.find((kid) => nameOf(file.resolve(file.dict(kid)?.get('S'))) === 'Document');
  return isType(first, 'ref') ? first : undefined;
}

/** The highest key of a number tree (§7.9.7). */
function highestKey(file: PdfFile, node: PdfObject | undefined): number {
  const tree = file.dict(node);
  if (tree === undefined) return -1;
  return file.fuel.deeper(() => {
    let highest = -1;
    const numbers = file.array(tree.get('Nums')) ?? [];
    for (let at = 0; at < numbers.length; at += 2) {
      file.fuel.step();
      highest = Math.max(highest, numberOf(file.resolve(numbers[at])) ?? -1);
    }
    for (const kid of file.array(tree.get('Kids')) ?? []) highest = Math.max(highest, highestKey(file, kid));
    return highest;
  });
}
