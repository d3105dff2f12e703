import { startsOfParts } from './block-writer.ts';
import { PositionReader } from './positions.ts';
import { PostingReader } from './postings.ts';
import type { Segment } from './segment.ts';

/** Opened blocks of one segment, and the lists in them. What was not opened reads as damage. */
export class OpenBlocks {
  readonly #segment: Segment;
  readonly #blocks: ReadonlyMap<number, Uint8Array<ArrayBuffer>>;
  /** Where the positions of each term of a block begin. */
  readonly #starts = new Map<number, Uint32Array>();

  /** `blocks` by their numbers in the segment. */
  constructor(segment: Segment, blocks: ReadonlyMap<number, Uint8Array<ArrayBuffer>>) {
    this.#segment = segment;
    this.#blocks = blocks;
  }

  /** Documents of a term. */
  postings(index: number): PostingReader {
    const { terms, docs } = this.#segment;
    const block = terms.blockOf(index);
    const base = terms.offsets[terms.blocks[block] ?? 0] ?? 0;
    const place = {
      start: (terms.offsets[index] ?? 0) - base,
      end: (terms.offsets[index + 1] ?? 0) - base,
      count: terms.counts[index] ?? 0,
    };
    return new PostingReader(this.#bytes(block), place, docs.count);
  }

  /** Documents of a term and where it stands in them. */
  occurrences(index: number): OccurrenceReader {
    const { terms, docs } = this.#segment;
    const block = terms.positionBlockOf(index);
    const bytes = this.#bytes(block);
    const firstTerm = terms.positionBlocks[block - terms.postingBlocks] ?? 0;
    const starts = this.#startsIn(
      block,
      bytes,
      (terms.positionBlocks[block - terms.postingBlocks + 1] ?? 0) - firstTerm,
    );
    const place = { bytes, start: starts[index - firstTerm] ?? 0, end: starts[index - firstTerm + 1] ?? 0 };
    return new OccurrenceReader(this.postings(index), new PositionReader(place, docs.lengths));
  }

  #startsIn(block: number, bytes: Uint8Array<ArrayBuffer>, terms: number): Uint32Array {
    const known = this.#starts.get(block);
    if (known) return known;
    const starts = startsOfParts(bytes, terms);
    this.#starts.set(block, starts);
    return starts;
  }

  #bytes(block: number): Uint8Array<ArrayBuffer> {
    return this.#blocks.get(block) ?? new Uint8Array();
  }
}

/** Reads documents and positions side by side. One reader is read up to its place before the next one: they share `positions`. */
export class OccurrenceReader {
  /** The first `frequency` entries are the positions in `doc`, ascending. */
  positions: Uint32Array = new Uint32Array();
  readonly #postings: PostingReader;
  readonly #places: PositionReader;

  constructor(postings: PostingReader, places: PositionReader) {
    this.#postings = postings;
    this.#places = places;
  }

  get doc(): number {
    return this.#postings.doc;
  }

  /** 0 for a stop word. */
  get frequency(): number {
    return this.#postings.frequency;
  }

  /** Goes to the next document; false behind the last. */
  next(): boolean {
    if (!this.#postings.next()) return false;
    this.positions = this.#places.next(this.#postings.doc, this.#postings.frequency);
    return true;
  }
}
