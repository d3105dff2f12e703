import { foldUtf8 } from './fold-text.ts';
import { GrowingBytes } from './growing-bytes.ts';
import type { PackedTexts, Spans } from './text-spans.ts';

/** A text may begin with U+FEFF. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const scratch = new GrowingBytes();
const NEW_LINE = 10;

/** One text per row, as UTF-8 in a shared arena: 100,000 texts cost their bytes and no objects. */
export class TextColumn {
  #arena = new GrowingBytes();
  #garbage = 0;
  #start = new Uint32Array(256);
  #length = new Uint32Array(256);

  get(row: number): string {
    const start = this.#start[row] ?? 0;
    return decoder.decode(this.#arena.bytes.subarray(start, start + (this.#length[row] ?? 0)));
  }

  set(row: number, text: string): void {
    this.#reserve(row, text.length * 3);
    const start = this.#arena.used;
    this.#arena.addText(text);
    this.#note(row, start);
  }

  /** Several rows at once. */
  setAll(rows: Uint32Array, { bytes, lengths }: PackedTexts): void {
    this.#reserve(largest(rows), bytes.length);
    let start = this.#arena.used;
    this.#arena.add(bytes);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      this.#garbage += this.#length[row] ?? 0;
      this.#start[row] = start;
      this.#length[row] = lengths[i] ?? 0;
      start += lengths[i] ?? 0;
    }
  }

  /** Keeps the text folded (DIN 5007-1). */
  setFolded(row: number, text: string): void {
    scratch.used = 0;
    scratch.addText(text);
    this.#reserve(row, scratch.used * 2);
    const start = this.#arena.used;
    foldUtf8(scratch.bytes, 0, scratch.used, this.#arena);
    this.#note(row, start);
  }

  /** Several rows at once: in each the texts that the parts have for it, folded, line by line. */
  setFoldedLines(rows: Uint32Array, parts: readonly Spans[]): void {
    for (let i = 0; i < rows.length; i++) {
      let size = parts.length;
      for (let part = 0; part < parts.length; part++) size += sizeOf(parts[part] as Spans, i) * 2;
      this.#reserve(rows[i] ?? 0, size);
      const arena = this.#arena;
      const start = arena.used;
      for (let part = 0; part < parts.length; part++) {
        const spans = parts[part] as Spans;
        if (part > 0) arena.addByte(NEW_LINE);
        foldUtf8(spans.bytes, spans.start[i] ?? 0, spans.end[i] ?? 0, arena);
      }
      this.#note(rows[i] ?? 0, start);
    }
  }

  /** Appends a row's text folded. */
  foldTo(row: number, to: GrowingBytes): void {
    const start = this.#start[row] ?? 0;
    foldUtf8(this.#arena.bytes, start, start + (this.#length[row] ?? 0), to);
  }

  /** Notes 1 for each row whose bytes contain `needle`; only rows that have 1 in `among` are looked at. */
  find(needle: Uint8Array, among: Uint8Array): Uint8Array {
    const { bytes } = this.#arena;
    const found = new Uint8Array(among.length);
    const last = needle.length - 1;
    const lastByte = needle[last];
    // Horspool: how far a byte at the end of the window allows to go on.
    const skip = new Uint32Array(256).fill(needle.length);
    for (let i = 0; i < last; i++) skip[needle[i] ?? 0] = last - i;
    for (let row = 0; row < among.length; row++) {
      if (among[row] !== 1) continue;
      const start = this.#start[row] ?? 0;
      const end = start + (this.#length[row] ?? 0);
      for (let i = start + last; i < end; i += skip[bytes[i] ?? 0] ?? 1) {
        if (bytes[i] !== lastByte) continue;
        let k = 1;
        while (k <= last && bytes[i - k] === needle[last - k]) k++;
        if (k <= last) continue;
        found[row] = 1;
        break;
      }
    }
    return found;
  }

  /** Arena without gaps in order of the rows, and the length of each of `rows` rows. */
  save(rows: number): { bytes: Uint8Array; length: Uint32Array } {
    if (!this.#isInOrder(rows)) this.#compact(rows);
    return { bytes: this.#arena.bytes.subarray(0, this.#arena.used), length: this.#length.subarray(0, rows) };
  }

  /** Copies the bytes, takes the lengths over. */
  load(saved: { bytes: Uint8Array; length: Uint32Array<ArrayBuffer> }): void {
    this.#arena = new GrowingBytes(saved.bytes.length);
    this.#arena.add(saved.bytes);
    this.#garbage = 0;
    this.#length = saved.length;
    this.#start = new Uint32Array(saved.length.length);
    let start = 0;
    for (let row = 0; row < this.#start.length; row++) {
      this.#start[row] = start;
      start += this.#length[row] ?? 0;
    }
  }

  /** What the arena has from `start` on is the row's text. */
  #note(row: number, start: number): void {
    this.#garbage += this.#length[row] ?? 0;
    this.#start[row] = start;
    this.#length[row] = this.#arena.used - start;
  }

  #isInOrder(rows: number): boolean {
    let start = 0;
    for (let row = 0; row < rows; row++) {
      const length = this.#length[row] ?? 0;
      if (length > 0 && this.#start[row] !== start) return false;
      start += length;
    }
    return start === this.#arena.used;
  }

  #reserve(row: number, bytes: number): void {
    if (row >= this.#start.length) {
      const size = Math.max(row + 1, this.#start.length * 2);
      this.#start = grown(size, this.#start);
      this.#length = grown(size, this.#length);
    }
    const { used, bytes: room } = this.#arena;
    if (used + bytes > room.length && this.#garbage > used / 2) this.#compact(this.#start.length);
    this.#arena.reserve(bytes);
  }

  #compact(rows: number): void {
    const before = this.#arena.bytes;
    this.#arena = new GrowingBytes(before.length);
    for (let row = 0; row < Math.min(rows, this.#start.length); row++) {
      const start = this.#start[row] ?? 0;
      this.#start[row] = this.#arena.used;
      this.#arena.add(before.subarray(start, start + (this.#length[row] ?? 0)));
    }
    this.#garbage = 0;
  }
}

function sizeOf({ start, end }: Spans, index: number): number {
  return (end[index] ?? 0) - (start[index] ?? 0);
}

function largest(rows: Uint32Array): number {
  let most = 0;
  for (let i = 0; i < rows.length; i++) most = Math.max(most, rows[i] ?? 0);
  return most;
}

function grown(size: number, before: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(size);
  larger.set(before);
  return larger;
}
