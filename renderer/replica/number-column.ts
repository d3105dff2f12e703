/** One number per row. */
export class NumberColumn {
  #values = new Float64Array(256);

  get(row: number): number {
    return this.#values[row] ?? 0;
  }

  set(row: number, value: number): void {
    if (row >= this.#values.length) {
      const larger = new Float64Array(Math.max(row + 1, this.#values.length * 2));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[row] = value;
  }

  /** Valid until the next write. */
  get values(): Float64Array {
    return this.#values;
  }

  save(rows: number): Float64Array {
    return this.#values.subarray(0, rows);
  }

  /** Takes the array over. */
  load(saved: Float64Array<ArrayBuffer>): void {
    this.#values = saved;
  }
}
