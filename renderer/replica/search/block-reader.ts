import type { Sealer } from '../seal.ts';
import { BlockCache } from './block-cache.ts';
import { OpenBlocks } from './open-blocks.ts';
import { openBytes, type SearchTable } from './search-rows.ts';
import type { Segment } from './segment.ts';

/** Blocks read in one go. */
export const BLOCKS_AT_ONCE = 32;

const MIB = 1024 * 1024;

/** Reads blocks; keeps some open, those of postings and the few of positions apart, because each search needs other positions. */
export class BlockReader {
  readonly #table: SearchTable;
  readonly #sealer: Sealer;
  readonly #postings = new BlockCache({ stayingBytes: 10 * MIB, recentBytes: MIB / 2 });
  readonly #positions = new BlockCache({ stayingBytes: 0, recentBytes: MIB / 2 });

  constructor(table: SearchTable, sealer: Sealer) {
    this.#table = table;
    this.#sealer = sealer;
  }

  /** Whether a block needs no reading. */
  isOpen(segment: Segment, block: number): boolean {
    return this.#cacheOf(segment, block).has(rowOf(segment, block));
  }

  /** Throws AppError 'replica-damaged', also when the segment was merged away meanwhile. */
  async load(g: number, segment: Segment, numbers: readonly number[]): Promise<OpenBlocks> {
    const blocks = new Map<number, Uint8Array<ArrayBuffer>>();
    const missing: number[] = [];
    for (const number of numbers) {
      const known = this.#cacheOf(segment, number).get(rowOf(segment, number));
      if (known) blocks.set(number, known);
      else missing.push(number);
    }
    for (const [number, bytes] of missing.length > 0 ? await this.#read(g, segment, missing) : []) {
      this.#cacheOf(segment, number).add(rowOf(segment, number), bytes);
      blocks.set(number, bytes);
    }
    return new OpenBlocks(segment, blocks);
  }

  /** All blocks of a segment, not kept. Throws AppError 'replica-damaged'. */
  async loadAll(g: number, segment: Segment): Promise<OpenBlocks> {
    const blocks = new Map<number, Uint8Array<ArrayBuffer>>();
    for (let from = 0; from < segment.place.blocks; from += BLOCKS_AT_ONCE) {
      const count = Math.min(BLOCKS_AT_ONCE, segment.place.blocks - from);
      const numbers = Array.from({ length: count }, (_, i) => from + i);
      for (const [number, bytes] of await this.#read(g, segment, numbers)) blocks.set(number, bytes);
    }
    return new OpenBlocks(segment, blocks);
  }

  /** Forgets rows that are gone. */
  forget(rows: Iterable<number>): void {
    for (const row of rows) {
      this.#postings.delete(row);
      this.#positions.delete(row);
    }
  }

  #cacheOf({ terms }: Segment, block: number): BlockCache {
    return block < terms.postingBlocks ? this.#postings : this.#positions;
  }

  async #read(g: number, segment: Segment, numbers: readonly number[]) {
    const rows = await this.#table.bulkGet(numbers.map((number) => rowOf(segment, number)));
    return Promise.all(
      numbers.map(async (number, i) => {
        const bytes = await openBytes(this.#sealer, { id: rowOf(segment, number), g }, rows[i]);
        return [number, bytes] as const;
      }),
    );
  }
}

const rowOf = ({ place }: Segment, block: number) => place.firstRow + 2 + block;
