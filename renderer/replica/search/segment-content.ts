import { BlockWriter, joinParts, joinWithLengths } from './block-writer.ts';
import { encodeTerms, type TermRow } from './dictionary.ts';
import { type DocRow, encodeDocs } from './doc-table.ts';
import { encodePositions } from './positions.ts';
import type { PostingList } from './posting-list.ts';
import { encodePostings, type PostingFacts } from './postings.ts';

/** Documents in one segment at most. */
export const SEGMENT_DOCUMENTS = 65_536;
/** Bytes after which a block of postings is closed. */
const BLOCK_BYTES = 32 * 1024;
/** The same of positions: they are read for few documents at a time. */
const POSITION_BLOCK_BYTES = 8 * 1024;

/** A segment in plain bytes, before it is sealed. */
export interface SegmentContent {
  readonly documents: number;
  readonly docs: Uint8Array<ArrayBuffer>;
  readonly terms: Uint8Array<ArrayBuffer>;
  /** Those of postings, then those of positions. */
  readonly blocks: readonly Uint8Array<ArrayBuffer>[];
}

/** Takes the terms of a segment in order and cuts their postings and positions into blocks. */
export class SegmentWriter {
  readonly #docs: readonly DocRow[];
  readonly #facts: PostingFacts;
  readonly #terms: TermRow[] = [];
  readonly #postings = new BlockWriter(BLOCK_BYTES, joinParts);
  readonly #positions = new BlockWriter(POSITION_BLOCK_BYTES, joinWithLengths);

  constructor(docs: readonly DocRow[]) {
    this.#docs = docs;
    this.#facts = {
      lengths: Uint32Array.from(docs, ({ length }) => length),
      fieldStarts: Uint32Array.from(docs.flatMap(({ fieldStarts }) => fieldStarts)),
    };
  }

  get termCount(): number {
    return this.#terms.length;
  }

  /** Terms ascending by UTF-16 units; one without documents is left out. */
  add(term: string, list: PostingList): void {
    if (list.count === 0) return;
    const bytes = encodePostings(list, this.#facts);
    this.#terms.push({ term, count: list.count, bytes: bytes.length });
    this.#postings.add(bytes);
    this.#positions.add(encodePositions(list, this.#facts.lengths));
  }

  finish(): SegmentContent {
    this.#postings.finish();
    this.#positions.finish();
    const firstTerms = { blocks: this.#postings.firstTerms, positionBlocks: this.#positions.firstTerms };
    return {
      documents: this.#docs.length,
      docs: encodeDocs(this.#docs),
      terms: encodeTerms(this.#terms, firstTerms),
      blocks: [...this.#postings.blocks, ...this.#positions.blocks],
    };
  }
}
