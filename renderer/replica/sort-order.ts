import type { SortKey } from './sort-keys.ts';

/** Beyond this many changed rows sorting anew is cheaper than merging them in. */
const MERGE_LIMIT = 2_000;

/** Row numbers in ascending order of one key. Kept between questions; a changed row is merged in, not sorted anew. */
export class SortOrder {
  readonly #key: SortKey;
  #rows = new Uint32Array(0);
  #stale = new Set<number>();
  #valid = false;

  constructor(key: SortKey) {
    this.#key = key;
  }

  /** Tells that a row came, changed or went. */
  touch(row: number): void {
    if (this.#valid) this.#stale.add(row);
    if (this.#stale.size > MERGE_LIMIT) this.invalidate();
  }

  /** For keys that depend on more than their row. */
  invalidate(): void {
    this.#valid = false;
    this.#stale.clear();
  }

  /** All rows for which `isLive`, ascending; equal keys in order of row. */
  rows(rowCount: number, isLive: (row: number) => boolean): Uint32Array {
    if (!this.#valid) this.#rows = this.#key.sort(liveRows(rowCount, isLive));
    else if (this.#stale.size > 0) this.#rows = this.#merged(isLive);
    this.#valid = true;
    this.#stale.clear();
    return this.#rows;
  }

  #merged(isLive: (row: number) => boolean): Uint32Array<ArrayBuffer> {
    const kept = this.#rows.filter((row) => !this.#stale.has(row));
    const changed = this.#key.sort(Uint32Array.from([...this.#stale].filter(isLive)).sort());
    const merged = new Uint32Array(kept.length + changed.length);
    let from = 0;
    let at = 0;
    for (const row of changed) {
      const until = this.#position(kept, row, from);
      merged.set(kept.subarray(from, until), at);
      at += until - from;
      merged[at++] = row;
      from = until;
    }
    merged.set(kept.subarray(from), at);
    return merged;
  }

  /** First index from `low` whose row sorts after `row`. */
  #position(rows: Uint32Array, row: number, low: number): number {
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = rows[middle] ?? 0;
      if ((this.#key.compare(other, row) || other - row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function liveRows(rowCount: number, isLive: (row: number) => boolean): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row++) if (isLive(row)) rows[count++] = row;
  return rows.slice(0, count);
}
