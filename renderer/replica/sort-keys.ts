import type { CodeColumn } from './code-column.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { compareSpans, sortSpans } from './sort-spans.ts';
import type { TextColumn } from './text-column.ts';

/** What rows are sorted by. */
export interface SortKey {
  /** Rows that ascend, in order of the key; equal ones stay in order of row. */
  sort(rows: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer>;
  /** Below zero when row `a` comes first, zero when both keys are the same. */
  compare(a: number, b: number): number;
}

type Value = number | string;

/** By a value that is made for each row. */
export function byValue(keyOf: (row: number) => Value): SortKey {
  return {
    sort(rows) {
      const values: Value[] = [];
      for (let i = 0; i < rows.length; i++) values.push(keyOf(rows[i] ?? 0));
      const rankOf = rankValues(values);
      return dealOut(
        rows,
        Uint32Array.from(values, (value) => rankOf.get(value) ?? 0),
      );
    },
    compare: (a, b) => compareValues(keyOf(a), keyOf(b)),
  };
}

/** By a value that is made for each of the few different ones of a column. */
export function byCode(column: CodeColumn, keyOf: (of: string | null) => Value): SortKey {
  return {
    sort(rows) {
      const { codes, codeCount } = column;
      const values = Array.from({ length: codeCount }, (_, code) => keyOf(column.valueOf(code)));
      const rankOf = rankValues(values);
      const ranks = Uint32Array.from(values, (value) => rankOf.get(value) ?? 0);
      return dealOut(
        rows,
        rows.map((row) => ranks[codes[row] ?? 0] ?? 0),
      );
    },
    compare: (a, b) => compareValues(keyOf(column.get(a)), keyOf(column.get(b))),
  };
}

/** By the folded text of a column (DIN 5007-1), code point by code point; makes no string. */
export function byText(column: TextColumn): SortKey {
  const spansOf = (rows: ArrayLike<number>) => {
    const to = new GrowingBytes();
    const [start, end] = [new Uint32Array(rows.length), new Uint32Array(rows.length)];
    for (let i = 0; i < rows.length; i++) {
      start[i] = to.used;
      column.foldTo(rows[i] ?? 0, to);
      end[i] = to.used;
    }
    return { bytes: to.bytes, start, end };
  };
  return {
    sort: (rows) => sortSpans(spansOf(rows)).map((index) => rows[index] ?? 0),
    compare: (a, b) => compareSpans(spansOf([a, b]), 0, 1, 0),
  };
}

/** For each value how many different ones come before it. */
function rankValues(values: readonly Value[]): ReadonlyMap<Value, number> {
  const different = [...new Set(values)];
  // Without a function to call for each pair strings are sorted twice as fast, in the same order.
  if (different.every((value) => typeof value === 'string')) different.sort();
  else different.sort(compareValues);
  return new Map(different.map((value, rank) => [value, rank]));
}

/** Rows in order of their ranks; rows of the same rank stay in their order. */
function dealOut(rows: Uint32Array, ranks: Uint32Array): Uint32Array<ArrayBuffer> {
  let most = 0;
  for (let i = 0; i < ranks.length; i++) most = Math.max(most, ranks[i] ?? 0);
  const next = new Uint32Array(most + 2);
  for (let i = 0; i < ranks.length; i++) next[(ranks[i] ?? 0) + 1]!++;
  for (let rank = 1; rank < next.length; rank++) next[rank] = (next[rank] ?? 0) + (next[rank - 1] ?? 0);
  const sorted = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) sorted[next[ranks[i] ?? 0]!++] = rows[i] ?? 0;
  return sorted;
}

function compareValues(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
