import type { Page } from '../replica-api/live-queries.ts';
import { foldText } from './fold-text.ts';
import type { RecordTable } from './record-table.ts';

/** Some of a table's rows: one byte per row, 1 for those that are among them, and how many these are. */
export interface RowSet {
  readonly marks: Uint8Array;
  readonly size: number;
}

/** What a list shows: rows in ascending order, which of them, and which part. */
export interface ListQuery<T> {
  readonly order: Uint32Array;
  readonly descending: boolean;
  /** null = all. */
  readonly among: RowSet | null;
  readonly offset: number;
  readonly limit: number;
  readonly toRow: (row: number) => T;
}

const KEPT_TEXTS = 16;

/** One page of a list. */
export function listPage<T>({ order, descending, among, offset, limit, toRow }: ListQuery<T>): Page<T> {
  const total = among ? among.size : order.length;
  const page: number[] = [];
  let skip = offset;
  for (let i = among ? 0 : skip; i < order.length && page.length < limit; i++) {
    const row = order[descending ? order.length - 1 - i : i] ?? 0;
    if (among && (among.marks[row] !== 1 || skip-- > 0)) continue;
    page.push(row);
  }
  return { total, rows: page.map(toRow) };
}

/** The rows of `set` that are accepted too; null = all rows of the table. */
export function narrowRows(table: RecordTable, set: RowSet | null, accepts: (row: number) => boolean): RowSet {
  const marks = new Uint8Array(table.rowCount);
  let size = 0;
  for (let row = 0; row < marks.length; row++) {
    if (set ? set.marks[row] !== 1 : !table.isLive(row)) continue;
    if (!accepts(row)) continue;
    marks[row] = 1;
    size++;
  }
  return { marks, size };
}

/** Which rows contain a text; keeps the last answers, because paging, sorting and deleting a letter ask again. */
export function createTextFilter(table: RecordTable): (text: string) => RowSet | null {
  let changes = -1;
  let kept: { readonly text: string; readonly rows: RowSet }[] = [];
  return (text) => {
    const folded = foldText(text.trim());
    if (folded === '') return null;
    if (changes !== table.changes) kept = [];
    changes = table.changes;
    let known = kept.find((one) => one.text === folded);
    if (!known) {
      const wider = kept.find((one) => folded.includes(one.text));
      known = { text: folded, rows: findText(table, folded, wider?.rows ?? null) };
      kept = [known, ...kept].slice(0, KEPT_TEXTS);
    }
    return known.rows;
  };
}

/** `among` = the only rows that can contain it, null = all. */
function findText(table: RecordTable, folded: string, among: RowSet | null): RowSet {
  const possible = among ?? narrowRows(table, null, () => true);
  const marks = table.search?.find(new TextEncoder().encode(folded), possible.marks);
  let size = 0;
  for (const mark of marks ?? []) size += mark;
  return { marks: marks ?? new Uint8Array(table.rowCount), size };
}
