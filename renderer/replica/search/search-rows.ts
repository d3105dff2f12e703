import type { Table } from 'dexie';
import { AppError } from '../../../shared/errors.ts';
import type { SealedRow, Sealer } from '../seal.ts';

/** The table of the index: opaque numbers and sealed bytes. */
export type SearchTable = Table<SealedRow, number>;

/** One change of the index, in one transaction: either all of it is there after a crash or nothing. */
export interface RowChange {
  readonly put: readonly SealedRow[];
  readonly remove: readonly number[];
}

/** Writes a change. Everything is sealed before (docs/decisions/0005). */
export async function writeRows(table: SearchTable, { put, remove }: RowChange): Promise<void> {
  await table.db.transaction('rw', table, async () => {
    await table.bulkDelete([...remove]);
    await table.bulkPut([...put]);
  });
}

/** Which row bytes are; `g` is the number of this index, so that no row of an earlier one can stand in. */
export interface RowPlace {
  readonly id: number;
  readonly g: number;
}

/** Seals the bytes of a row. */
export async function sealBytes(sealer: Sealer, place: RowPlace, bytes: Uint8Array<ArrayBuffer>): Promise<SealedRow> {
  return { ...place, b: await sealer.seal(contextOf(place), bytes) };
}

/** The bytes of a row. Throws AppError 'replica-damaged', also when the row is missing. */
export async function openBytes(
  sealer: Sealer,
  place: RowPlace,
  row: SealedRow | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!row) throw new AppError('replica-damaged');
  return sealer.open(contextOf(place), row.b);
}

const contextOf = ({ id, g }: RowPlace) => ['search', id, g].join('|');
