import { BitReader } from './bit-reader.ts';
import { BitWriter } from './bit-writer.ts';
import { doubled, type PostingList } from './posting-list.ts';

const writer = new BitWriter();

/**
 * Where a term stands in the documents of its list; `lengths` = positions of each document of the segment. The positions of one
 * document are halved again and again (binary interpolative coding, Moffat and Stuiver 2000), which costs hardly more than their
 * entropy.
 */
export function encodePositions(list: PostingList, lengths: Uint32Array): Uint8Array<ArrayBuffer> {
  let from = 0;
  for (let i = 0; i < list.count; i++) {
    const end = list.ends[i] ?? 0;
    const max = (lengths[list.docs[i] ?? 0] ?? 0) - 1;
    writeHalves(list.positions, { first: from, last: end - 1, min: 0, max });
    from = end;
  }
  return writer.take();
}

/** Room for the positions of one document; readers are used one after the other. */
let scratch = new Uint32Array(256);

/** Reads positions document by document, beside the reader of the list, which says where and how many. */
export class PositionReader {
  readonly #bits: BitReader;
  readonly #lengths: Uint32Array;

  constructor(place: { bytes: Uint8Array; start: number; end: number }, lengths: Uint32Array) {
    this.#bits = new BitReader(place.bytes, place.start, place.end);
    this.#lengths = lengths;
  }

  /** The positions in the list's next document, ascending; the first `frequency` entries, until the next call of any reader. */
  next(doc: number, frequency: number): Uint32Array {
    while (scratch.length < frequency) scratch = doubled(scratch);
    const max = (this.#lengths[doc] ?? 0) - 1;
    if (frequency === 1) scratch[0] = this.#bits.uniform(max + 1);
    else readHalves(this.#bits, scratch, { first: 0, last: frequency - 1, min: 0, max });
    return scratch;
  }
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly min: number;
  readonly max: number;
}

function writeHalves(values: Uint32Array, { first, last, min, max }: Range): void {
  if (first > last) return;
  const middle = (first + last) >> 1;
  const lowest = min + middle - first;
  const value = values[middle] ?? 0;
  writer.uniform(value - lowest, max - (last - middle) - lowest + 1);
  writeHalves(values, { first, last: middle - 1, min, max: value - 1 });
  writeHalves(values, { first: middle + 1, last, min: value + 1, max });
}

function readHalves(bits: BitReader, values: Uint32Array, { first, last, min, max }: Range): void {
  if (first > last) return;
  const middle = (first + last) >> 1;
  const lowest = min + middle - first;
  const value = lowest + bits.uniform(max - (last - middle) - lowest + 1);
  values[middle] = value;
  readHalves(bits, values, { first, last: middle - 1, min, max: value - 1 });
  readHalves(bits, values, { first: middle + 1, last, min: value + 1, max });
}
