const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** One text per row, as UTF-8 in a shared arena: 100,000 texts cost their bytes and no objects. */
export class TextColumn {
  #bytes = new Uint8Array(4_096);
  #used = 0;
  #garbage = 0;
  #start = new Uint32Array(256);
  #length = new Uint32Array(256);

  get(row: number): string {
    const start = this.#start[row] ?? 0;
    return decoder.decode(this.#bytes.subarray(start, start + (this.#length[row] ?? 0)));
  }

  set(row: number, text: string): void {
    this.#reserve(row, text.length * 3);
    const written = writeUtf8(text, this.#bytes, this.#used) ?? this.#encode(text);
    this.#garbage += this.#length[row] ?? 0;
    this.#start[row] = this.#used;
    this.#length[row] = written;
    this.#used += written;
  }

  /** Whether the row's bytes contain `needle`. */
  includes(row: number, needle: Uint8Array): boolean {
    const bytes = this.#bytes;
    const start = this.#start[row] ?? 0;
    const last = start + (this.#length[row] ?? 0) - needle.length;
    const first = needle[0];
    for (let i = start; i <= last; i++) {
      if (bytes[i] !== first) continue;
      let k = 1;
      while (k < needle.length && bytes[i + k] === needle[k]) k++;
      if (k >= needle.length) return true;
    }
    return false;
  }

  /** Arena without gaps, start and length of `rows` rows. */
  save(rows: number): { bytes: Uint8Array; start: Uint32Array; length: Uint32Array } {
    this.#compact(rows);
    return {
      bytes: this.#bytes.subarray(0, this.#used),
      start: this.#start.subarray(0, rows),
      length: this.#length.subarray(0, rows),
    };
  }

  load(saved: { bytes: Uint8Array; start: Uint32Array; length: Uint32Array }): void {
    this.#bytes = new Uint8Array(saved.bytes);
    this.#used = saved.bytes.length;
    this.#garbage = 0;
    this.#start = new Uint32Array(saved.start);
    this.#length = new Uint32Array(saved.length);
  }

  #encode(text: string): number {
    return encoder.encodeInto(text, this.#bytes.subarray(this.#used)).written;
  }

  #reserve(row: number, bytes: number): void {
    if (row >= this.#start.length) {
      const size = Math.max(row + 1, this.#start.length * 2);
      this.#start = grown(new Uint32Array(size), this.#start);
      this.#length = grown(new Uint32Array(size), this.#length);
    }
    if (this.#used + bytes <= this.#bytes.length) return;
    if (this.#garbage > this.#used / 2) this.#compact(this.#start.length);
    if (this.#used + bytes > this.#bytes.length) {
      const size = Math.max(this.#used + bytes, Math.ceil(this.#bytes.length * 1.5));
      this.#bytes = grown(new Uint8Array(size), this.#bytes);
    }
  }

  #compact(rows: number): void {
    if (this.#garbage === 0) return;
    const bytes = new Uint8Array(this.#bytes.length);
    let used = 0;
    for (let row = 0; row < Math.min(rows, this.#start.length); row++) {
      const start = this.#start[row] ?? 0;
      const length = this.#length[row] ?? 0;
      bytes.set(this.#bytes.subarray(start, start + length), used);
      this.#start[row] = used;
      used += length;
    }
    this.#bytes = bytes;
    this.#used = used;
    this.#garbage = 0;
  }
}

/**
 * How many bytes it wrote at `at`; undefined when the text has more than Latin, Greek or Cyrillic letters (U+0800 and above).
 * For the short texts of a list this costs a fraction of a call to the encoder.
 */
function writeUtf8(text: string, bytes: Uint8Array, at: number): number | undefined {
  let end = at;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x800) return undefined;
    if (unit >= 0x80) {
      bytes[end++] = 0xc0 | (unit >> 6);
      bytes[end++] = 0x80 | (unit & 0x3f);
    } else bytes[end++] = unit;
  }
  return end - at;
}

function grown<A extends Uint8Array | Uint32Array>(larger: A, before: A): A {
  larger.set(before);
  return larger;
}
