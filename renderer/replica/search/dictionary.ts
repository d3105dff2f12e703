import { ByteReader, ByteWriter } from './bytes.ts';
import { isWithin } from './edit-distance.ts';
import { letterSet, mayBeSimilar } from './letter-set.ts';

const LINE_FEED = 10;

/** One term of a segment, in the order of the dictionary. */
export interface TermRow {
  readonly term: string;
  /** Documents of the segment that have it. */
  readonly count: number;
  /** Bytes of its postings; its positions lie elsewhere. */
  readonly bytes: number;
}

/** How a term matches a word: the word itself, its beginning, a part of a compound, or a similar spelling. */
export type MatchKind = 'exact' | 'prefix' | 'infix' | 'typo';

/** The terms of one segment, sorted by UTF-16 units, in memory: one text and numbers, no object per term. */
export class Dictionary {
  /** Every term with a line feed before and behind it. */
  readonly #text: string;
  /** Where each term begins in the text; one entry more than terms. */
  readonly #starts: Uint32Array;
  readonly #letters: Uint32Array;
  readonly counts: Uint32Array;
  /** Where the postings of each term begin in the segment's posting bytes; one entry more than terms. */
  readonly offsets: Uint32Array;
  /** First term of each block of postings; one entry more than there are. */
  readonly blocks: Uint32Array;
  /** First term of each block of positions; one entry more than there are. */
  readonly positionBlocks: Uint32Array;

  constructor(parts: {
    text: string;
    counts: Uint32Array;
    offsets: Uint32Array;
    blocks: Uint32Array;
    positionBlocks: Uint32Array;
  }) {
    const { text, counts } = parts;
    this.#text = text;
    this.counts = counts;
    this.offsets = parts.offsets;
    this.blocks = parts.blocks;
    this.positionBlocks = parts.positionBlocks;
    this.#starts = new Uint32Array(counts.length + 1);
    this.#letters = new Uint32Array(counts.length);
    let start = 1;
    for (let i = 0; i < counts.length; i++) {
      const end = text.indexOf('\n', start);
      this.#starts[i] = start;
      this.#letters[i] = letterSet(text, start, end);
      start = end + 1;
    }
    this.#starts[counts.length] = start;
  }

  get size(): number {
    return this.counts.length;
  }

  term(index: number): string {
    return this.#text.slice(this.#starts[index], this.#end(index));
  }

  /** Which block of the segment holds the postings of a term. */
  blockOf(index: number): number {
    return lastAtMost(this.blocks, index);
  }

  /** Which block holds the positions of a term: they are counted behind those of postings. */
  positionBlockOf(index: number): number {
    return this.postingBlocks + lastAtMost(this.positionBlocks, index);
  }

  /** How many blocks hold postings. */
  get postingBlocks(): number {
    return this.blocks.length - 1;
  }

  /** Index of a term; -1 when no document has it. */
  find(term: string): number {
    const index = this.#lowerBound(term);
    return index < this.size && this.term(index) === term ? index : -1;
  }

  /** Terms that begin with a word: from `from` to before `to`. */
  prefix(word: string): { readonly from: number; readonly to: number } {
    const from = this.#lowerBound(word);
    let low = from;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#text.startsWith(word, this.#starts[middle])) low = middle + 1;
      else high = middle;
    }
    return { from, to: low };
  }

  /** Terms that contain a word, ascending. */
  infix(word: string): number[] {
    const found: number[] = [];
    const letters = letterSet(word);
    // Most terms lack a letter of the word, which is seen without reading them.
    for (let i = 0; i < this.size; i++) {
      if ((letters & ~(this.#letters[i] ?? 0)) === 0 && this.#contains(i, word)) found.push(i);
    }
    return found;
  }

  /** Terms that are spelt like a word with at most `edits` differences, ascending. */
  similar(word: string, edits: number): number[] {
    const found: number[] = [];
    const letters = letterSet(word);
    for (let i = 0; i < this.size; i++) {
      const start = this.#starts[i] ?? 0;
      const end = this.#end(i);
      if (Math.abs(end - start - word.length) > edits) continue;
      if (!mayBeSimilar(letters, this.#letters[i] ?? 0, edits)) continue;
      if (isWithin(edits, word, this.#text, start, end)) found.push(i);
    }
    return found;
  }

  #contains(index: number, word: string): boolean {
    const first = word.charCodeAt(0);
    const last = this.#end(index) - word.length;
    for (let at = this.#starts[index] ?? 0; at <= last; at++) {
      if (this.#text.charCodeAt(at) === first && this.#text.startsWith(word, at)) return true;
    }
    return false;
  }

  #end(index: number): number {
    return (this.#starts[index + 1] ?? 0) - 1;
  }

  /** The first term that is not before a word. */
  #lowerBound(word: string): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.term(middle) < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** First terms of the blocks of postings and of positions. */
export interface FirstTerms {
  readonly blocks: readonly number[];
  readonly positionBlocks: readonly number[];
}

/** A dictionary as bytes: each term only from where it differs from the one before. */
export function encodeTerms(rows: readonly TermRow[], { blocks, positionBlocks }: FirstTerms): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  const tails = new ByteWriter();
  const encoder = new TextEncoder();
  let letters = 0;
  let before = new Uint8Array();
  writer.varint(rows.length);
  for (const { term } of rows) {
    const bytes = encoder.encode(term);
    const shared = sharedBytes(before, bytes);
    writer.varint(shared);
    writer.varint(bytes.length - shared);
    tails.bytes(bytes.subarray(shared));
    letters += bytes.length;
    before = bytes;
  }
  writer.varint(letters);
  writer.bytes(tails.take());
  for (const { count } of rows) writer.varint(count);
  for (const { bytes } of rows) writer.varint(bytes);
  for (const firstTerms of [blocks, positionBlocks]) {
    writer.varint(firstTerms.length);
    for (const first of firstTerms) writer.varint(first);
  }
  return writer.take();
}

/** The inverse of {@link encodeTerms}. Throws AppError 'replica-damaged'. */
export function decodeTerms(bytes: Uint8Array<ArrayBuffer>): Dictionary {
  const reader = new ByteReader(bytes);
  const size = reader.varint();
  const shared = new Uint8Array(size);
  const more = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    shared[i] = reader.varint();
    more[i] = reader.varint();
  }
  const text = new Uint8Array(reader.varint() + size + 1).fill(LINE_FEED);
  const tails = reader.bytes(more.reduce((sum, bytes) => sum + bytes, 0));
  let before = 0;
  let at = 1;
  let tail = 0;
  // A call per term would take longer than its few bytes.
  for (let i = 0; i < size; i++) {
    const first = at;
    for (let end = before + (shared[i] ?? 0); before < end; before++) text[at++] = text[before] ?? 0;
    for (let end = tail + (more[i] ?? 0); tail < end; tail++) text[at++] = tails[tail] ?? 0;
    before = first;
    at++;
  }
  const counts = new Uint32Array(size);
  for (let i = 0; i < size; i++) counts[i] = reader.varint();
  const offsets = new Uint32Array(size + 1);
  for (let i = 0; i < size; i++) offsets[i + 1] = (offsets[i] ?? 0) + reader.varint();
  const blocks = readFirstTerms(reader, size);
  const positionBlocks = readFirstTerms(reader, size);
  return new Dictionary({ text: new TextDecoder().decode(text), counts, offsets, blocks, positionBlocks });
}

/** The last entry is the number of terms. */
function readFirstTerms(reader: ByteReader, size: number): Uint32Array {
  const blocks = new Uint32Array(reader.varint() + 1).fill(size);
  for (let i = 0; i < blocks.length - 1; i++) blocks[i] = reader.varint();
  return blocks;
}

function sharedBytes(a: Uint8Array, b: Uint8Array): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared;
}

/** Index of the last entry that is at most `value`; entries ascend. */
function lastAtMost(entries: Uint32Array, value: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
