import { datensatzArten } from '../../shared/akte.ts';
import { columns } from './columns.ts';
import type { ReplicaDatabase } from './database.ts';
import type { RecordTables } from './record-store.ts';
import type { RecordTable } from './record-table.ts';
import type { ReplicaState } from './replica-state.ts';
import type { Sealer } from './seal.ts';

/** Plain bytes in one row of `columns`. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** What identifies the columns' shape: another one is built anew from the segments. */
const LAYOUT = JSON.stringify(columns);

interface Header {
  readonly layout: string;
  readonly nextSegment: number;
  /** Keys of records that lay under unsent changes when the snapshot was taken. */
  readonly overlaid: readonly string[];
  readonly tables: readonly {
    readonly ids: readonly (string | null)[];
    readonly values: Readonly<Record<string, readonly string[]>>;
    /** Byte lengths of the arrays that follow, in order of the columns. */
    readonly lengths: readonly number[];
  }[];
}

/**
 * The columns as sealed rows: header (JSON, preceded by its length) and then the arrays back to back. Only valid while the
 * hot store is empty and no segment was written since, which is why every segment write clears it.
 */
export async function sealSnapshot(
  sealer: Sealer,
  tables: RecordTables,
  facts: { readonly state: ReplicaState; readonly overlaid: readonly string[] },
): Promise<{ id: number; g: number; b: Uint8Array<ArrayBuffer> }[]> {
  const arrays: Uint8Array[] = [];
  const header: Header = {
    layout: LAYOUT,
    nextSegment: facts.state.nextSegment,
    overlaid: facts.overlaid,
    tables: datensatzArten.map((art) => saveTable(tables[art], arrays)),
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const all = concat([new Uint8Array(new Uint32Array([json.length]).buffer), json, ...arrays]);
  const g = facts.state.nextSegment;
  const rows = [];
  for (let at = 0, id = 1; at < all.length; at += PIECE_BYTES, id++) {
    const last = at + PIECE_BYTES >= all.length;
    rows.push(sealer.seal(`columns|${id}|${g}|${last}`, all.slice(at, at + PIECE_BYTES)).then((b) => ({ id, g, b })));
  }
  return Promise.all(rows);
}

/** Fills the tables from the snapshot; null when there is none that fits, then the tables are untouched. */
export async function loadSnapshot(
  database: ReplicaDatabase,
  sealer: Sealer,
  into: { readonly tables: RecordTables; readonly state: ReplicaState },
): Promise<{ readonly overlaid: readonly string[] } | null> {
  const rows = await database.columns.orderBy('id').toArray();
  // A piece authenticates its own place and whether it is the last one: none before it may be missing.
  if (rows.length === 0 || rows.some(({ id }, index) => id !== index + 1)) return null;
  const pieces = await Promise.all(
    rows.map(({ id, g, b }, index) => sealer.open(`columns|${id}|${g}|${index === rows.length - 1}`, b)),
  ).catch(() => null);
  if (!pieces) return null;
  const all = concat(pieces);
  const jsonLength = new Uint32Array(all.slice(0, 4).buffer)[0] ?? 0;
  const header = JSON.parse(new TextDecoder().decode(all.subarray(4, 4 + jsonLength))) as Header;
  if (header.layout !== LAYOUT || header.nextSegment !== into.state.nextSegment) return null;
  let at = 4 + jsonLength;
  datensatzArten.forEach((art, index) => {
    const saved = header.tables[index];
    if (!saved) return;
    const arrays = saved.lengths.map((length) => {
      const bytes = all.slice(at, at + length);
      at += length;
      return bytes;
    });
    loadTable(into.tables[art], saved, arrays);
  });
  return { overlaid: header.overlaid };
}

function saveTable(table: RecordTable, arrays: Uint8Array[]): Header['tables'][number] {
  const lengths: number[] = [];
  const values: Record<string, readonly string[]> = {};
  const add = (array: Uint8Array | Uint32Array | Float64Array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    arrays.push(bytes);
    lengths.push(bytes.length);
  };
  const rows = table.rowCount;
  for (const column of textColumns(table)) {
    const { bytes, start, length } = column.save(rows);
    add(start);
    add(length);
    add(bytes);
  }
  for (const [feld, column] of table.codes) {
    const saved = column.save(rows);
    values[feld] = saved.values;
    add(saved.codes);
  }
  for (const column of table.numbers.values()) add(column.save(rows));
  return { ids: table.ids, values, lengths };
}

function loadTable(
  table: RecordTable,
  saved: Header['tables'][number],
  arrays: readonly Uint8Array<ArrayBuffer>[],
): void {
  let next = 0;
  const take = () => arrays[next++] ?? new Uint8Array();
  for (const column of textColumns(table)) {
    const start = new Uint32Array(take().buffer);
    const length = new Uint32Array(take().buffer);
    column.load({ start, length, bytes: take() });
  }
  for (const [feld, column] of table.codes) {
    column.load({ codes: new Uint32Array(take().buffer), values: saved.values[feld] ?? [] });
  }
  for (const column of table.numbers.values()) column.load(new Float64Array(take().buffer));
  table.loadIds(saved.ids);
}

function textColumns(table: RecordTable) {
  return table.search ? [...table.texts.values(), table.search] : [...table.texts.values()];
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
