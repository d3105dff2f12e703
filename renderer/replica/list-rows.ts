import type { Page } from '../replica-api.ts';
import { foldText } from './fold-text.ts';
import type { RecordTable } from './record-table.ts';

/** What a list shows: rows in ascending order, which of them, and which part. */
export interface ListQuery<T> {
  readonly order: Uint32Array;
  readonly descending: boolean;
  /** null = all. */
  readonly accepts: ((row: number) => boolean) | null;
  /** Names what `accepts` depends on. */
  readonly filter: string;
  readonly offset: number;
  readonly limit: number;
  readonly toRow: (row: number) => T;
}

/** Lists of one table. The rows that were accepted last are kept, because scrolling asks again with the same filter. */
export function createLister(table: RecordTable): <T>(query: ListQuery<T>) => Page<T> {
  let kept = { order: new Uint32Array(), filter: '', changes: -1, rows: new Uint32Array() };
  const accepted = (order: Uint32Array, filter: string, accepts: (row: number) => boolean) => {
    if (kept.order !== order || kept.filter !== filter || kept.changes !== table.changes) {
      kept = {
        order: order as typeof kept.order,
        filter,
        changes: table.changes,
        rows: new Uint32Array(order.filter(accepts)),
      };
    }
    return kept.rows;
  };
  return ({ order, descending, accepts, filter, offset, limit, toRow }) => {
    const rows = accepts ? accepted(order, filter, accepts) : order;
    const total = rows.length;
    const page = descending
      ? rows.slice(Math.max(0, total - offset - limit), Math.max(0, total - offset)).reverse()
      : rows.slice(offset, offset + limit);
    return { total, rows: Array.from(page, toRow) };
  };
}

/** Which rows contain a text; keeps the last answer, because paging and sorting ask again with the same text. */
export function createTextFilter(table: RecordTable): (text: string) => ((row: number) => boolean) | null {
  let seen = { text: '', changes: -1, hits: new Uint8Array(0) };
  return (text) => {
    const folded = foldText(text.trim());
    if (folded === '') return null;
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
