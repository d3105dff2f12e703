import { AppError } from '../../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { decodeStream, readStreamBytes } from './decode-stream.ts';
import type { Fuel } from './fuel.ts';
import { Lexer } from './lexer.ts';
import { isArray, isDict, isType, nameOf, numberOf, type PdfDict } from './objects.ts';

/** Where an object lies: at an offset, as the n-th of an object stream, or nowhere. */
export type XrefEntry =
  | { readonly kind: 'offset'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free' };

/** One cross-reference section as found in the file; `doubles`: numbers that it lists twice, differently. */
export type XrefSection = {
  readonly offset: number;
  readonly kind: 'table' | 'stream' | 'hybrid';
  readonly doubles: readonly number[];
};

/** The whole cross-reference chain, newest section first; an entry of a newer section hides older ones. */
export type Xref = {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDict;
  readonly sections: readonly XrefSection[];
  readonly startxref: number;
  /** Where objects and sections begin according to any section, those included that a newer section replaced. */
  readonly places: ReadonlySet<number>;
};

type ReadSection = {
  readonly doubles: Set<number>;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDict;
  readonly isTable: boolean;
};

/** The largest object number of ISO 32000-1 annex C; more is an attack or damage. */
export const largestObjectNumber = 8_388_607;

const free: XrefEntry = { kind: 'free' };
// Rows of zeros inflate a thousandfold: some kilobytes would list all the objects that there can be.
const entriesInAnyFile = 200_000;
const bytesPerEntry = 8;

/**
 * Reads the cross-reference chain from the last `startxref` back through /XRefStm and /Prev (ISO 32000-2 §7.5.4-7.5.8).
 * Never scans for objects. Throws AppError 'pdf-xref-damaged', 'pdf-xref-loop', 'pdf-truncated'.
 */
export function readXref(source: ByteSource, fuel: Fuel): Xref {
  const startxref = findStartxref(source, fuel);
  const entries = new Map<number, XrefEntry>();
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  const places = new Set<number>();
  let trailer: PdfDict | undefined;
  for (let offset: number | undefined = startxref; offset !== undefined; ) {
    if (seen.has(offset)) throw new AppError('pdf-xref-loop');
    seen.add(offset);
    const section = readSection(source, offset, fuel);
    trailer ??= section.trailer;
    const hybridOffset = section.isTable ? numberOf(section.trailer.get('XRefStm')) : undefined;
    if (hybridOffset === undefined) addEntries(entries, section.entries);
    else {
      if (seen.has(hybridOffset)) throw new AppError('pdf-xref-loop');
      seen.add(hybridOffset);
      const hidden = readSection(source, hybridOffset, fuel);
      addPlaces(places, hybridOffset, hidden);
      noteContradictions(section.doubles, section.entries, hidden);
      addHybrid(entries, section.entries, hidden.entries);
    }
    addPlaces(places, offset, section);
    const kind = hybridOffset !== undefined ? 'hybrid' : section.isTable ? 'table' : 'stream';
    sections.push({ offset, kind, doubles: [...section.doubles] });
    offset = numberOf(section.trailer.get('Prev'));
  }
  if (trailer === undefined || !isType(trailer.get('Root'), 'ref')) throw new AppError('pdf-xref-damaged');
  return { entries, trailer, sections, startxref, places };
}

/** Also gives `%%EOF` its due: the last startxref must lie within the last KiB, as ISO 32000-1 annex H asks of readers. */
function findStartxref(source: ByteSource, fuel: Fuel): number {
  const tailStart = Math.max(0, source.size - 2048);
  const tail = source.read(tailStart, source.size - tailStart);
  const found = lastIndexOf(tail, 'startxref');
  if (found < 0) throw new AppError('pdf-truncated');
  const word = new Lexer(source, tailStart + found + 9, fuel).word();
  const offset = Number(word);
  if (!/^\d+$/.test(word) || offset >= source.size || offset === 0) throw new AppError('pdf-xref-damaged');
  return offset;
}

function lastIndexOf(bytes: Uint8Array, word: string): number {
  for (let i = bytes.length - word.length; i >= 0; i--) {
    let k = 0;
    while (k < word.length && bytes[i + k] === word.charCodeAt(k)) k++;
    if (k === word.length) return i;
  }
  return -1;
}

function addEntries(into: Map<number, XrefEntry>, from: ReadonlyMap<number, XrefEntry>): void {
  for (const [num, entry] of from) if (!into.has(num)) into.set(num, entry);
}

function addPlaces(into: Set<number>, offset: number, section: ReadSection): void {
  into.add(offset);
  for (const entry of section.entries.values()) if (entry.kind === 'offset') into.add(entry.offset);
}

/** What a hybrid section's table and stream say of the same object must agree, or one of them must leave it free. */
function noteContradictions(
  doubles: Set<number>,
  table: ReadonlyMap<number, XrefEntry>,
  { entries, doubles: own }: ReadSection,
): void {
  for (const num of own) doubles.add(num);
  for (const [num, entry] of entries) {
    const listed = table.get(num);
    if (listed !== undefined && listed.kind !== 'free' && entry.kind !== 'free' && !isSameEntry(listed, entry)) {
      doubles.add(num);
    }
  }
}

function isSameEntry(a: XrefEntry, b: XrefEntry): boolean {
  if (a.kind === 'offset') return b.kind === 'offset' && a.offset === b.offset && a.gen === b.gen;
  return a.kind === b.kind && (a.kind === 'free' || (b.kind === 'packed' && a.stream === b.stream));
}

/** §7.5.8.4: objects that the table of a hybrid section marks free are the ones its stream may supply. */
function addHybrid(
  into: Map<number, XrefEntry>,
  table: ReadonlyMap<number, XrefEntry>,
  hidden: ReadonlyMap<number, XrefEntry>,
): void {
  const merged = new Map(table);
  for (const [num, entry] of hidden) if ((merged.get(num)?.kind ?? 'free') === 'free') merged.set(num, entry);
  addEntries(into, merged);
}

function readSection(source: ByteSource, offset: number, fuel: Fuel): ReadSection {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= source.size) throw new AppError('pdf-xref-damaged');
  const lexer = new Lexer(source, offset, fuel);
  try {
    const word = lexer.word();
    return word === 'xref' ? readTable(lexer, fuel) : readStream(source, lexer, word, fuel);
  } catch (error) {
    const isDamage = error instanceof AppError && error.code === 'pdf-object-damaged';
    throw isDamage ? new AppError('pdf-xref-damaged', { cause: error }) : error;
  }
}

function readTable(lexer: Lexer, fuel: Fuel): ReadSection {
  const entries = new Map<number, XrefEntry>();
  const doubles = new Set<number>();
  for (;;) {
    const word = lexer.word();
    if (word === 'trailer') break;
    if (!/^\d{1,10}$/.test(word)) throw new AppError('pdf-xref-damaged');
    const first = Number(word);
    const count = lexer.integer();
    if (first + count > largestObjectNumber) throw new AppError('pdf-xref-damaged');
    for (let i = 0; i < count; i++) readTableEntry(lexer, entries, doubles, first + i);
    fuel.step(count);
  }
  const trailer = lexer.object();
  if (!isDict(trailer)) throw new AppError('pdf-xref-damaged');
  return { entries, trailer, isTable: true, doubles };
}

function readTableEntry(lexer: Lexer, entries: Map<number, XrefEntry>, doubles: Set<number>, num: number): void {
  const offset = lexer.integer();
  const gen = lexer.integer();
  const use = lexer.word();
  if (use !== 'n' && use !== 'f') throw new AppError('pdf-xref-damaged');
  // An entry 'in use' at offset 0 cannot be: producers write it for objects they dropped.
  const entry: XrefEntry = use === 'n' && offset > 0 ? { kind: 'offset', offset, gen } : free;
  const before = entries.get(num);
  if (before !== undefined && !isSameEntry(before, entry)) doubles.add(num);
  entries.set(num, entry);
}

function readStream(source: ByteSource, lexer: Lexer, firstWord: string, fuel: Fuel): ReadSection {
  if (!/^\d+$/.test(firstWord)) throw new AppError('pdf-xref-damaged');
  lexer.integer();
  if (lexer.word() !== 'obj') throw new AppError('pdf-xref-damaged');
  const trailer = lexer.object();
  if (!isDict(trailer) || nameOf(trailer.get('Type')) !== 'XRef') throw new AppError('pdf-xref-damaged');
  const start = streamStart(lexer);
  const length = numberOf(trailer.get('Length'));
  if (start === undefined || length === undefined) throw new AppError('pdf-xref-damaged');
  const bytes = decodeStream(readStreamBytes(source, start, length), trailer, fuel);
  const doubles = new Set<number>();
  const entries = readRows(bytes, trailer, doubles, fuel, source.size);
  return { entries, trailer, isTable: false, doubles };
}

/** Behind a dictionary: where its stream data begins, or undefined when the keyword is not there. */
export function streamStart(lexer: Lexer): number | undefined {
  if (lexer.word() !== 'stream') return undefined;
  if (lexer.peek() === 13) lexer.position++;
  if (lexer.peek() === 10) lexer.position++;
  return lexer.position;
}

function readRows(
  bytes: Uint8Array,
  trailer: PdfDict,
  doubles: Set<number>,
  fuel: Fuel,
  sizeBytes: number,
): Map<number, XrefEntry> {
  const widths = integers(trailer.get('W'));
  const [typeWidth = -1, secondWidth = -1, thirdWidth = -1] = widths;
  if (widths.length !== 3 || widths.some((width) => width > 8)) throw new AppError('pdf-xref-damaged');
  const rowBytes = typeWidth + secondWidth + thirdWidth;
  const index = trailer.has('Index') ? integers(trailer.get('Index')) : [0, numberOf(trailer.get('Size')) ?? 0];
  const entries = new Map<number, XrefEntry>();
  let position = 0;
  const field = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + bytes[position++]!;
    return value;
  };
  const most = Math.max(entriesInAnyFile, sizeBytes / bytesPerEntry);
  if (rowBytes > 0 && bytes.length / rowBytes > most) throw new AppError('pdf-too-much-data');
  for (let k = 0; k + 1 < index.length; k += 2) {
    const first = index[k]!;
    const count = index[k + 1]!;
    if (first + count > largestObjectNumber || rowBytes === 0) throw new AppError('pdf-xref-damaged');
    for (let i = 0; i < count && position + rowBytes <= bytes.length; i++) {
      const type = typeWidth === 0 ? 1 : field(typeWidth);
      const second = field(secondWidth);
      const third = field(thirdWidth);
      const entry = rowEntry(type, second, third);
      const before = entries.get(first + i);
      if (before === undefined) entries.set(first + i, entry);
      else if (!isSameEntry(before, entry)) doubles.add(first + i);
      fuel.step();
    }
  }
  return entries;
}

function rowEntry(type: number, second: number, third: number): XrefEntry {
  if (type === 1) return { kind: 'offset', offset: second, gen: third };
  if (type === 2) return { kind: 'packed', stream: second, index: third };
  return free;
}

function integers(object: unknown): number[] {
  if (!isArray(object as never)) throw new AppError('pdf-xref-damaged');
  return (object as readonly unknown[]).map((item) => {
    const value = numberOf(item as never);
    if (value === undefined || !Number.isInteger(value) || value < 0) throw new AppError('pdf-xref-damaged');
    return value;
  });
}
