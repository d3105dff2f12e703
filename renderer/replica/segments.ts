import type { Datensatz } from '../../shared/akte.ts';
import type { ReplicaDatabase } from './database.ts';
import { type PackedRecords, packRecords, unpackRecords } from './pack-records.ts';
import { openRow, type SealedRow, type Sealer, sealRow } from './seal.ts';

/** Records in one encrypted block. */
export const SEGMENT_RECORDS = 128;
const CACHED_SEGMENTS = 16;
const READ_AT_ONCE = 32;

/** Reads blocks of records; keeps the last few open. */
export class SegmentReader {
  readonly #database: ReplicaDatabase;
  readonly #sealer: Sealer;
  readonly #recent = new Map<number, readonly Datensatz[]>();
  #isDamaged = false;
  /** Told once when a block is found damaged. */
  onDamage: () => void = () => undefined;

  constructor(database: ReplicaDatabase, sealer: Sealer) {
    this.#database = database;
    this.#sealer = sealer;
  }

  /** A block could not be opened: the next exchange fetches everything again (R32 of docs/spec/replica.md). */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  /** Records of a segment; empty when it was folded away meanwhile. Throws AppError 'replica-damaged'. */
  async read(id: number): Promise<readonly Datensatz[]> {
    const known = this.#recent.get(id);
    if (known) {
      this.#recent.delete(id);
      this.#recent.set(id, known);
      return known;
    }
    const row = await this.#database.segments.get(id);
    if (!row) return [];
    const records = await this.#open(row);
    this.#recent.set(id, records);
    const oldest = this.#recent.keys().next().value;
    if (this.#recent.size > CACHED_SEGMENTS && oldest !== undefined) this.#recent.delete(oldest);
    return records;
  }

  forget(ids: Iterable<number>): void {
    for (const id of ids) this.#recent.delete(id);
  }

  /** All blocks are gone, damaged ones too. */
  forgetAll(): void {
    this.#recent.clear();
    this.#isDamaged = false;
  }

  /** Every segment by id ascending, for the unlock. Throws AppError 'replica-damaged'. */
  async *all(): AsyncGenerator<{ readonly id: number; readonly records: readonly Datensatz[] }> {
    let last = -1;
    let next = this.#after(last);
    for (;;) {
      const rows = await next;
      const lastRow = rows.at(-1);
      if (!lastRow) return;
      last = lastRow.id;
      next = this.#after(last);
      const opened = await Promise.all(rows.map((row) => openSegment(this.#sealer, row)));
      for (const [index, row] of rows.entries()) yield { id: row.id, records: opened[index] ?? [] };
    }
  }

  async #open(row: SealedRow): Promise<readonly Datensatz[]> {
    try {
      return await openSegment(this.#sealer, row);
    } catch (error) {
      if (!this.#isDamaged) {
        this.#isDamaged = true;
        this.onDamage();
      }
      throw error;
    }
  }

  #after(id: number): Promise<SealedRow[]> {
    return this.#database.segments.where('id').above(id).limit(READ_AT_ONCE).toArray();
  }
}

/** Seals records as a segment; call before the transaction. */
export function sealSegment(sealer: Sealer, id: number, g: number, records: readonly Datensatz[]): Promise<SealedRow> {
  return sealRow(sealer, 'segments', id, g, packRecords(records));
}

async function openSegment(sealer: Sealer, row: SealedRow): Promise<readonly Datensatz[]> {
  return unpackRecords((await openRow(sealer, 'segments', row)) as PackedRecords);
}

/** Splits into blocks of at most {@link SEGMENT_RECORDS}. */
export function inBlocks<T>(items: readonly T[]): T[][] {
  const blocks: T[][] = [];
  for (let i = 0; i < items.length; i += SEGMENT_RECORDS) blocks.push(items.slice(i, i + SEGMENT_RECORDS));
  return blocks;
}
