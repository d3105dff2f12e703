import {
  isArray,
  isDict,
  isType,
  nameOf,
  numberOf,
  type PdfObject,
  type PdfRef,
  type PdfStream,
} from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { equalBytes } from '../sign/der.ts';

/** Are two objects of two revisions the same, references by number, streams by their bytes? */
export function sameObject(a: PdfFile, objectA: PdfObject, b: PdfFile, objectB: PdfObject): boolean {
  a.fuel.step();
  if (isDict(objectA) || isDict(objectB)) {
    if (!isDict(objectA) || !isDict(objectB)) return false;
    return changedKeys(a, objectA, b, objectB).length === 0;
  }
  if (isArray(objectA) || isArray(objectB)) {
    if (!isArray(objectA) || !isArray(objectB) || objectA.length !== objectB.length) return false;
    return objectA.every((item, index) => sameObject(a, item, b, objectB[index] ?? null));
  }
  if (objectA === null || objectB === null || typeof objectA === 'boolean' || typeof objectB === 'boolean') {
    return objectA === objectB;
  }
  if (objectA.type !== objectB.type) return false;
  if (isType(objectA, 'stream') && isType(objectB, 'stream')) {
    return sameObject(a, objectA.dict, b, objectB.dict) && sameBytes(a, objectA, b, objectB);
  }
  if (isType(objectA, 'ref') && isType(objectB, 'ref'))
    return objectA.num === objectB.num && objectA.gen === objectB.gen;
  if (isType(objectA, 'string') && isType(objectB, 'string')) return equalBytes(objectA.bytes, objectB.bytes);
  if (isType(objectA, 'number') && isType(objectB, 'number')) return objectA.value === objectB.value;
  return isType(objectA, 'name') && isType(objectB, 'name') && objectA.value === objectB.value;
}

const pieceBytes = 1 << 18;

/** Piece by piece where nothing has to be deciphered: a stream may be as large as the file. */
function sameBytes(a: PdfFile, streamA: PdfStream, b: PdfFile, streamB: PdfStream): boolean {
  if (a.security !== null || b.security !== null) return equalBytes(a.rawStream(streamA), b.rawStream(streamB));
  const lengths = [numberOf(a.resolve(streamA.dict.get('Length'))), numberOf(b.resolve(streamB.dict.get('Length')))];
  const [length = -1, other = -1] = lengths;
  const isInside = length >= 0 && streamA.start + length <= a.source.size && streamB.start + length <= b.source.size;
  if (length !== other || !isInside) return false;
  for (let from = 0; from < length; from += pieceBytes) {
    const count = Math.min(pieceBytes, length - from);
    a.fuel.step(count >> 4);
    const [left, right] = [a.source.read(streamA.start + from, count), b.source.read(streamB.start + from, count)];
    if (!equalBytes(left, right)) return false;
  }
  return true;
}

/** The keys whose values differ between two dictionaries; a missing key equals null (§7.3.7). */
export function changedKeys(
  a: PdfFile,
  dictA: ReadonlyMap<string, PdfObject>,
  b: PdfFile,
  dictB: ReadonlyMap<string, PdfObject>,
): string[] {
  const keys = new Set([...dictA.keys(), ...dictB.keys()]);
  return [...keys].filter((key) => !sameObject(a, dictA.get(key) ?? null, b, dictB.get(key) ?? null));
}

/** The references that an object holds directly, dictionaries and arrays inside it included. */
export function referencesOf(object: PdfObject): PdfRef[] {
  if (isType(object, 'ref')) return [object];
  if (isType(object, 'stream')) return referencesOf(object.dict);
  if (isArray(object)) return object.flatMap(referencesOf);
  return isDict(object) ? [...object.values()].flatMap(referencesOf) : [];
}

/** What a signed revision shows by its references. */
export type SignedGraph = {
  /**
   * Object numbers that the revision refers to without having them. Whoever adds such an object later changes what the
   * revision shows, so it is never a harmless new one.
   */
  readonly dangling: ReadonlySet<number>;
  /** By object number one entry per reference: its key; '[]' inside an array, '' for an object that is a reference. */
  readonly uses: ReadonlyMap<number, readonly string[]>;
};

/** Walks everything that the trailer leads to. */
export function signedGraph(file: PdfFile): SignedGraph {
  const { entries, trailer } = file.xref;
  const dangling = new Set<number>();
  const uses = new Map<number, string[]>();
  const waiting: PdfRef[] = [];
  const visit = (object: PdfObject, key: string): void => {
    if (isType(object, 'ref')) {
      const known = uses.get(object.num);
      if (known !== undefined) known.push(key);
      else {
        uses.set(object.num, [key]);
        waiting.push(object);
      }
    } else if (isType(object, 'stream')) visit(object.dict, key);
    else if (isArray(object)) for (const item of object) visit(item, '[]');
    else if (isDict(object)) for (const [name, value] of object) visit(value, name);
  };
  for (const key of ['Root', 'Info']) visit(trailer.get(key) ?? null, key);
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    file.fuel.step();
    const entry = entries.get(ref.num);
    if (entry !== undefined && entry.kind !== 'free') visit(file.get(ref), '');
    else if (uses.get(ref.num)?.some((key) => key !== 'Info')) dangling.add(ref.num);
  }
  return { dangling, uses };
}

/** Numbers of objects that are new or lie elsewhere in `after`, and of those that are gone. */
export function movedNumbers(
  before: PdfFile,
  after: PdfFile,
): { readonly moved: number[]; readonly removed: number[] } {
  const moved: number[] = [];
  const removed: number[] = [];
  const old = before.xref.entries;
  for (const [num, entry] of after.xref.entries) {
    const was = old.get(num);
    const had = was !== undefined && was.kind !== 'free';
    if (entry.kind === 'free') {
      if (had) removed.push(num);
    } else if (entry.kind === 'offset') {
      if (was?.kind !== 'offset' || was.offset !== entry.offset || was.gen !== entry.gen) moved.push(num);
    } else if (was?.kind !== 'packed' || was.stream !== entry.stream || !isSameEntry(before, after, entry.stream)) {
      moved.push(num);
    }
  }
  for (const [num, was] of old) if (was.kind !== 'free' && !after.xref.entries.has(num)) removed.push(num);
  return { moved, removed };
}

/** Does an object that is no part of a stream lie at the same place in both revisions? */
export function isSameEntry(before: PdfFile, after: PdfFile, num: number): boolean {
  const a = before.xref.entries.get(num);
  const b = after.xref.entries.get(num);
  return a?.kind === 'offset' && b?.kind === 'offset' && a.offset === b.offset;
}

/** Is the object what holds others, an object stream or a cross-reference stream? */
export function isContainer(file: PdfFile, num: number): boolean {
  const object = newestObject(file, num);
  const type = isType(object, 'stream') ? nameOf(object.dict.get('Type')) : undefined;
  return file.xref.entries.get(num)?.kind === 'offset' && (type === 'XRef' || type === 'ObjStm');
}

/** Written again with the same content: harmless. */
export function isWrittenAlike(before: PdfFile, after: PdfFile, num: number): boolean {
  // Under another generation the old references miss it.
  if (generation(before, num) !== generation(after, num)) return false;
  const [was, now] = [newestObject(before, num), newestObject(after, num)];
  return was !== null && now !== null && sameObject(before, was, after, now);
}

function newestObject(file: PdfFile, num: number): PdfObject {
  const entry = file.xref.entries.get(num);
  if (entry === undefined || entry.kind === 'free') return null;
  return file.get({ type: 'ref', num, gen: generation(file, num) });
}

function generation(file: PdfFile, num: number): number {
  const entry = file.xref.entries.get(num);
  return entry?.kind === 'offset' ? entry.gen : 0;
}
