/** One of few values per row, or an id: a number that points into a dictionary. Code 0 is null. */
export class CodeColumn {
  #codes = new Uint32Array(256);
  #values: (string | null)[] = [null];
  #codeOf = new Map<string, number>();

  get(row: number): string | null {
    return this.#values[this.#codes[row] ?? 0] ?? null;
  }

  set(row: number, value: string | null): void {
    this.#reserve(row);
    this.#codes[row] = value === null ? 0 : this.#intern(value);
  }

  /** Several rows at once: each has one of few values, named by its number; a number that names none is null. */
  setFew(rows: Uint32Array, values: readonly (string | null)[], numbers: ArrayLike<number>): void {
    const codes = values.map((value) => (value === null ? 0 : this.#intern(value)));
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      this.#reserve(row);
      this.#codes[row] = codes[numbers[i] ?? -1] ?? 0;
    }
  }

  /** Code of each row, for scans. Valid until the next write. */
  get codes(): Uint32Array {
    return this.#codes;
  }

  /** Codes run from 0 to `codeCount` - 1. */
  get codeCount(): number {
    return this.#values.length;
  }

  /** The code of a value; -1 when no row ever had it. */
  codeOf(value: string | null): number {
    return value === null ? 0 : (this.#codeOf.get(value) ?? -1);
  }

  valueOf(code: number): string | null {
    return this.#values[code] ?? null;
  }

  save(rows: number): { codes: Uint32Array; values: readonly string[] } {
    return { codes: this.#codes.subarray(0, rows), values: this.#values.slice(1) as string[] };
  }

  /** Takes the array over. */
  load(saved: { codes: Uint32Array<ArrayBuffer>; values: readonly string[] }): void {
    this.#codes = saved.codes;
    this.#values = [null, ...saved.values];
    this.#codeOf = new Map(saved.values.map((value, index) => [value, index + 1]));
  }

  #reserve(row: number): void {
    if (row < this.#codes.length) return;
    const larger = new Uint32Array(Math.max(row + 1, this.#codes.length * 2));
    larger.set(this.#codes);
    this.#codes = larger;
  }

  #intern(value: string): number {
    const known = this.#codeOf.get(value);
    if (known !== undefined) return known;
    const code = this.#values.push(value) - 1;
    this.#codeOf.set(value, code);
    return code;
  }
}
