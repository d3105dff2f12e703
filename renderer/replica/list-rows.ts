import type { Page } from '../replica-api.ts';
import { foldText } from './fold-text.ts';
import type { RecordTable } from './record-table.ts';

/** What a list shows: rows in ascending order, which of them, and which part. */
export interface ListQuery<T> {
  readonly order: Uint32Array;
  readonly descending: boolean;
  readonly accepts: (row: number) => boolean;
  readonly offset: number;
  readonly limit: number;
  readonly toRow: (row: number) => T;
}

/** Walks the order once: counts all that are accepted, builds only the rows of the page. */
export function listRows<T>({ order, descending, accepts, offset, limit, toRow }: ListQuery<T>): Page<T> {
  const rows: T[] = [];
  let total = 0;
  const last = order.length - 1;
  for (let i = 0; i <= last; i++) {
    const row = order[descending ? last - i : i] ?? 0;
    if (!accepts(row)) continue;
    if (total >= offset && rows.length < limit) rows.push(toRow(row));
    total++;
  }
  return { total, rows };
}

/** Which rows contain a text; keeps the last answer, because paging and sorting ask again with the same text. */
export function createTextFilter(table: RecordTable): (text: string) => (row: number) => boolean {
  let seen = { text: '', changes: -1, hits: new Uint8Array(0) };
  return (text) => {
    const folded = foldText(text.trim());
    if (folded === '') return () => true;
    if (seen.text !== folded || seen.changes !== table.changes) {
      const needle = new TextEncoder().encode(folded);
      const narrows = seen.text !== '' && folded.includes(seen.text) && seen.changes === table.changes;
      const hits = new Uint8Array(table.rowCount);
      for (let row = 0; row < hits.length; row++) {
        if (narrows && seen.hits[row] === 0) continue;
        if (table.search?.includes(row, needle)) hits[row] = 1;
      }
      seen = { text: folded, changes: table.changes, hits };
    }
    const { hits } = seen;
    return (row) => hits[row] === 1;
  };
}
