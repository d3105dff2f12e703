import { datensatzArten } from '../../shared/akte.ts';
import { columns } from './columns.ts';
import { narrow, widen } from './narrow-numbers.ts';
import type { RecordTables } from './record-store.ts';
import type { RecordTable } from './record-table.ts';

/** What identifies the columns' shape and how they are written: another one is built anew from the segments. */
export const LAYOUT = `2 ${JSON.stringify(columns)}`;

/** What precedes the arrays, as JSON: one entry per kind of record. */
type Header = readonly {
  readonly ids: readonly (string | null)[];
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Byte lengths of the arrays that follow, in order of the columns. */
  readonly lengths: readonly number[];
}[];

/** All columns as bytes: length of the header (four bytes), header, and then the arrays back to back. */
export function columnsToBytes(tables: RecordTables): Uint8Array<ArrayBuffer> {
  const arrays: Uint8Array[] = [];
  const header: Header = datensatzArten.map((art) => saveTable(tables[art], arrays));
  const json = new TextEncoder().encode(JSON.stringify(header));
  const all = new Uint8Array([json, ...arrays].reduce((sum, { length }) => sum + length, 4));
  new DataView(all.buffer).setUint32(0, json.length);
  let at = 4;
  for (const part of [json, ...arrays]) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Fills empty tables from {@link columnsToBytes}. */
export function columnsFromBytes(all: Uint8Array<ArrayBuffer>, tables: RecordTables): void {
  const jsonLength = new DataView(all.buffer, all.byteOffset).getUint32(0);
  const header = JSON.parse(new TextDecoder().decode(all.subarray(4, 4 + jsonLength))) as Header;
  let at = 4 + jsonLength;
  datensatzArten.forEach((art, index) => {
    const saved = header[index];
    if (!saved) return;
    const arrays = saved.lengths.map((length) => {
      at += length;
      return all.subarray(at - length, at);
    });
    loadTable(tables[art], saved, arrays);
  });
}

function saveTable(table: RecordTable, arrays: Uint8Array[]): Header[number] {
  const lengths: number[] = [];
  const values: Record<string, readonly string[]> = {};
  const add = (bytes: Uint8Array) => {
    arrays.push(bytes);
    lengths.push(bytes.length);
  };
  const rows = table.rowCount;
  for (const column of textColumns(table)) {
    const { bytes, length } = column.save(rows);
    add(narrow(length));
    add(bytes);
  }
  for (const [feld, column] of table.codes) {
    const saved = column.save(rows);
    values[feld] = saved.values;
    add(narrow(saved.codes));
  }
  for (const column of table.numbers.values()) add(narrow(column.save(rows)));
  return { ids: table.ids, values, lengths };
}

function loadTable(table: RecordTable, saved: Header[number], arrays: readonly Uint8Array<ArrayBuffer>[]): void {
  let next = 0;
  const take = () => arrays[next++] ?? new Uint8Array(1);
  for (const column of textColumns(table)) {
    const length = new Uint32Array(widen(take()));
    column.load({ length, bytes: take() });
  }
  for (const [feld, column] of table.codes) {
    column.load({ codes: new Uint32Array(widen(take())), values: saved.values[feld] ?? [] });
  }
  for (const column of table.numbers.values()) column.load(new Float64Array(widen(take())));
  table.loadIds(saved.ids);
}

function textColumns(table: RecordTable) {
  return table.search ? [...table.texts.values(), table.search] : [...table.texts.values()];
}
