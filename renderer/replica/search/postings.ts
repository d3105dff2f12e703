import { BitReader } from './bit-reader.ts';
import { BitWriter } from './bit-writer.ts';
import { BODY, fieldAt, NO_FIELD, weightiestField, weightOf } from './fields.ts';
import type { PostingList } from './posting-list.ts';

/** The documents of a segment as far as their postings need them; one entry per document unless said otherwise. */
export interface PostingFacts {
  readonly lengths: Uint32Array;
  /** Three per document. */
  readonly fieldStarts: Uint32Array;
}

const writer = new BitWriter();
const counts = new Uint32Array(BODY + 1);

/**
 * Which documents have a term, and what ranking needs of each. Gaps between documents are Rice coded, how often the term stands
 * in one is gamma coded. Most terms stand in the text only, which costs one bit per list; otherwise each document says how many
 * stand in which field. A stop word has documents only.
 */
export function encodePostings(list: PostingList, { lengths, fieldStarts }: PostingFacts): Uint8Array<ArrayBuffer> {
  const k = riceParameter(list.count, lengths.length);
  const hasPositions = list.positionCount > 0;
  const hasFields = hasPositions && standsOutsideText(list, fieldStarts);
  writer.bits(hasPositions ? 1 : 0, 1);
  if (hasPositions) writer.bits(hasFields ? 1 : 0, 1);
  let next = 0;
  let from = 0;
  for (let i = 0; i < list.count; i++) {
    const doc = list.docs[i] ?? 0;
    writer.rice(doc - next, k);
    next = doc + 1;
    if (!hasPositions) continue;
    const end = list.ends[i] ?? 0;
    writer.gamma(end - from);
    if (hasFields) {
      counts.fill(0);
      for (; from < end; from++) addOne(counts, fieldAt(fieldStarts, doc, list.positions[from] ?? 0));
      writeFields();
    }
    from = end;
  }
  return writer.take();
}

/** One bit when all of them stand in the text. */
function writeFields(): void {
  let left = counts.reduce((sum, count) => sum + count, 0);
  const isInText = counts[BODY] === left;
  writer.bits(isInText ? 0 : 1, 1);
  if (isInText) return;
  for (const count of counts.subarray(0, BODY)) {
    writer.uniform(count, left + 1);
    left -= count;
  }
}

/** Reads one list document by document. */
export class PostingReader {
  doc = -1;
  /** How often the term stands in `doc`; 0 for a stop word. */
  frequency = 0;
  /** What these occurrences count together by their fields; 1 for a stop word. */
  weight = 1;
  /** Number of the weightiest field with one of them; NO_FIELD for a stop word. */
  field = NO_FIELD;
  readonly #bits: BitReader;
  readonly #k: number;
  readonly #hasPositions: boolean;
  readonly #hasFields: boolean;
  #left: number;

  /** `documents` = of the segment. */
  constructor(bytes: Uint8Array, place: { start: number; end: number; count: number }, documents: number) {
    this.#bits = new BitReader(bytes, place.start, place.end);
    this.#k = riceParameter(place.count, documents);
    this.#hasPositions = this.#bits.bits(1) === 1;
    this.#hasFields = this.#hasPositions && this.#bits.bits(1) === 1;
    this.#left = place.count;
    if (this.#hasPositions) this.field = BODY;
  }

  /** Goes to the next document; false behind the last. */
  next(): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    this.doc += 1 + this.#bits.rice(this.#k);
    if (!this.#hasPositions) return true;
    this.frequency = this.#bits.gamma();
    if (this.#hasFields) this.#readFields();
    else this.weight = this.frequency;
    return true;
  }

  #readFields(): void {
    this.weight = this.frequency;
    this.field = BODY;
    if (this.#bits.bits(1) === 0) return;
    let left = this.frequency;
    for (let field = 0; field < BODY; field++) {
      const count = this.#bits.uniform(left + 1);
      counts[field] = count;
      left -= count;
    }
    counts[BODY] = left;
    this.weight = weightOf(counts);
    this.field = weightiestField(counts);
  }
}

function addOne(counts: Uint32Array, field: number): void {
  counts[field] = (counts[field] ?? 0) + 1;
}

/** The text is the last field, so the first position of each document tells. */
function standsOutsideText(list: PostingList, fieldStarts: Uint32Array): boolean {
  let from = 0;
  for (let i = 0; i < list.count; i++) {
    if (fieldAt(fieldStarts, list.docs[i] ?? 0, list.positions[from] ?? 0) !== BODY) return true;
    from = list.ends[i] ?? 0;
  }
  return false;
}

/** The best power of two for gaps of `count` documents among `documents`. */
function riceParameter(count: number, documents: number): number {
  const gap = (0.69 * documents) / Math.max(1, count);
  return gap < 1 ? 0 : Math.floor(Math.log2(gap));
}
