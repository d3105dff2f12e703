import type { Datensatz } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import type { ReplicaDatabase } from './database.ts';
import { packRecords, unpackRecords } from './pack-records.ts';
import type { SealedRow, Sealer } from './seal.ts';

/** Records in one encrypted block. */
export const SEGMENT_RECORDS = 128;
const CACHED_SEGMENTS = 16;
const READ_AT_ONCE = 32;

/** Reads blocks of records; keeps the last few open. */
export class SegmentReader {
  readonly #database: ReplicaDatabase;
  readonly #sealer: Sealer;
  readonly #recent = new Map<number, readonly Datensatz[]>();
  readonly #damaged = new Set<number>();
  /** Told when a block is found damaged or missing, once for each. */
  onDamage: () => void = () => undefined;

  constructor(database: ReplicaDatabase, sealer: Sealer) {
    this.#database = database;
    this.#sealer = sealer;
  }

  /** Blocks that cannot be opened: the next exchange replaces what they held (R95 of docs/spec/replica.md). */
  get damaged(): ReadonlySet<number> {
    return this.#damaged;
  }

  /** Records of a segment; null when there is none. Throws AppError 'replica-damaged'. */
  async read(id: number): Promise<readonly Datensatz[] | null> {
    const known = this.#recent.get(id);
    if (known) {
      this.#recent.delete(id);
      this.#recent.set(id, known);
      return known;
    }
    if (this.#damaged.has(id)) throw new AppError('replica-damaged');
    const row = await this.#database.segments.get(id);
    if (!row) return null;
    const records = await this.#open(row);
    this.#recent.set(id, records);
    const oldest = this.#recent.keys().next().value;
    if (this.#recent.size > CACHED_SEGMENTS && oldest !== undefined) this.#recent.delete(oldest);
    return records;
  }

  /** Written anew or removed: what is known of them does not hold any more. */
  forget(ids: Iterable<number>): void {
    for (const id of ids) {
      this.#recent.delete(id);
      this.#damaged.delete(id);
    }
  }

  forgetAll(): void {
    this.#recent.clear();
    this.#damaged.clear();
  }

  noteDamage(id: number): void {
    if (this.#damaged.has(id)) return;
    this.#damaged.add(id);
    this.onDamage();
  }

  /** Every segment by id ascending, as it was packed; `packed` null = it cannot be opened. */
  async *all(): AsyncGenerator<{ readonly id: number; readonly packed: Uint8Array<ArrayBuffer> | null }> {
    // While the caller works on some, the next ones are opened and those behind them read.
    let rows = await this.#after(-1);
    let opening = this.#openAll(rows);
    let reading = this.#behind(rows);
    while (rows.length > 0) {
      const nextRows = await reading;
      const nextOpening = this.#openAll(nextRows);
      reading = this.#behind(nextRows);
      const packed = await opening;
      for (const [index, { id }] of rows.entries()) yield { id, packed: packed[index] ?? null };
      rows = nextRows;
      opening = nextOpening;
    }
  }

  #openAll(rows: readonly SealedRow[]): Promise<(Uint8Array<ArrayBuffer> | null)[]> {
    return Promise.all(rows.map((row) => openPacked(this.#sealer, row).catch(() => null)));
  }

  #behind(rows: readonly SealedRow[]): Promise<SealedRow[]> {
    const last = rows.at(-1);
    const reading = last ? this.#after(last.id) : Promise.resolve([]);
    // Whoever stops asking does not hear of it.
    reading.catch(() => undefined);
    return reading;
  }

  async #open(row: SealedRow): Promise<readonly Datensatz[]> {
    try {
      return await openSegment(this.#sealer, row);
    } catch (error) {
      this.noteDamage(row.id);
      throw error;
    }
  }

  #after(id: number): Promise<SealedRow[]> {
    return this.#database.segments.where('id').above(id).limit(READ_AT_ONCE).toArray();
  }
}

/** Seals records as a segment; call before the transaction. */
export async function sealSegment(
  sealer: Sealer,
  id: number,
  g: number,
  records: readonly Datensatz[],
): Promise<SealedRow> {
  return { id, g, b: await sealer.seal(contextOf({ id, g }), packRecords(records)) };
}

async function openSegment(sealer: Sealer, row: SealedRow): Promise<readonly Datensatz[]> {
  return unpackRecords(await openPacked(sealer, row));
}

function openPacked(sealer: Sealer, row: SealedRow): Promise<Uint8Array<ArrayBuffer>> {
  return sealer.open(contextOf(row), row.b);
}

const contextOf = ({ id, g }: Pick<SealedRow, 'id' | 'g'>) => ['segments', id, g].join('|');

/** Splits into blocks of at most {@link SEGMENT_RECORDS}. */
export function inBlocks<T>(items: readonly T[]): T[][] {
  const blocks: T[][] = [];
  for (let i = 0; i < items.length; i += SEGMENT_RECORDS) blocks.push(items.slice(i, i + SEGMENT_RECORDS));
  return blocks;
}
