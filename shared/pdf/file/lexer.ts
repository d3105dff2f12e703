import { AppError } from '../../errors.ts';
import type { ByteSource } from './byte-source.ts';
import type { Fuel } from './fuel.ts';
import { name, type PdfDict, type PdfObject, ref } from './objects.ts';

const firstWindowBytes = 2048;
const largestWindowBytes = 1 << 18;
const end = -1;
/** Of what one lexer reads without anybody keeping it; a hundred bytes each in memory. */
const mostItems = 3_000_000;

// 1 white space, 2 delimiter (ISO 32000-2 §7.2.3)
const characterClass = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) characterClass[code] = 1;
for (const sign of '()<>[]{}/%') characterClass[sign.charCodeAt(0)] = 2;

// The value of a hexadecimal digit, 16 for any other character.
const hexDigits = new Uint8Array(256).fill(16);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  hexDigits[digit.charCodeAt(0)] = value;
  hexDigits[digit.toUpperCase().charCodeAt(0)] = value;
}

// \n \r \t \b \f, and the end of a line, which an escape takes away (§7.3.4.2).
const escapes: ReadonlyMap<number, number> = new Map([
  [110, 10],
  [114, 13],
  [116, 9],
  [98, 8],
  [102, 12],
  [10, end],
]);

/** Reads tokens and objects from a position of a source, fetching bytes as it goes. */
export class Lexer {
  position: number;
  /** Did a dictionary read so far hold a key twice? Readers differ in which of the two counts. */
  hasDoubleKey = false;
  /** Items that the object at hand consists of so far. */
  private items = 0;
  private readonly source: ByteSource;
  private readonly fuel: Fuel;
  private window: Uint8Array = new Uint8Array(0);
  private windowStart = 0;
  private nextWindowBytes = firstWindowBytes;

  constructor(source: ByteSource, position: number, fuel: Fuel) {
    this.source = source;
    this.position = position;
    this.fuel = fuel;
  }

  /** The byte at the position, -1 at the end. */
  peek(): number {
    const inWindow = this.position - this.windowStart;
    if (inWindow >= 0 && inWindow < this.window.length) return this.window[inWindow]!;
    if (this.position < 0 || this.position >= this.source.size) return end;
    this.window = this.source.read(this.position, this.nextWindowBytes);
    this.windowStart = this.position;
    this.nextWindowBytes = Math.min(this.nextWindowBytes * 4, largestWindowBytes);
    if (this.window.length === 0) return end;
    this.fuel.step(16);
    return this.window[0]!;
  }

  /** Skips white space and comments. */
  skipSpace(): void {
    for (;;) {
      const code = this.peek();
      if (code === end) return;
      if (code === 0x25) this.skipComment();
      else if (characterClass[code] === 1) this.position++;
      else return;
      this.fuel.step();
    }
  }

  /** The next run of regular characters, '' when a delimiter or the end comes first. */
  word(): string {
    this.skipSpace();
    return this.regularRun();
  }

  /** An unsigned integer; throws AppError 'pdf-object-damaged'. */
  integer(): number {
    const word = this.word();
    if (!/^\+?\d{1,15}$/.test(word)) throw new AppError('pdf-object-damaged');
    return Number(word);
  }

  /** One object (§7.3), never a stream: the caller looks for the keyword behind a dictionary. */
  object(): PdfObject {
    return this.fuel.deeper(() => this.objectHere());
  }

  /** An object that stays in memory; throws AppError 'pdf-too-much-data' when that would be too many. */
  keptObject(): PdfObject {
    const object = this.object();
    this.fuel.keep(this.items);
    this.items = 0;
    return object;
  }

  /** From `<<` on: the position of the value of a key, from its first byte to behind its last; the last equal key counts. */
  valueSpan(key: string): readonly [number, number] | undefined {
    this.skipSpace();
    this.expectByte(0x3c);
    this.expectByte(0x3c);
    let span: readonly [number, number] | undefined;
    for (;;) {
      this.skipSpace();
      if (this.peek() !== 0x2f) return span;
      this.position++;
      const found = this.nameRun();
      this.skipSpace();
      const start = this.position;
      if (this.peek() !== 0x3e) this.object();
      if (found === key) span = [start, this.position];
    }
  }

  private objectHere(): PdfObject {
    this.skipSpace();
    this.fuel.step();
    switch (this.peek()) {
      case 0x2f:
        this.position++;
        return name(this.nameRun());
      case 0x28:
        this.position++;
        return { type: 'string', bytes: this.literalString() };
      case 0x5b:
        this.position++;
        return this.array();
      case 0x3c:
        this.position++;
        if (this.peek() !== 0x3c) return { type: 'string', bytes: this.hexString() };
        this.position++;
        return this.dictionary();
      default:
        return this.keywordOrNumber();
    }
  }

  private array(): PdfObject[] {
    const items: PdfObject[] = [];
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x5d) {
        this.position++;
        return items;
      }
      items.push(this.object());
      this.count();
    }
  }

  private dictionary(): PdfDict {
    const entries = new Map<string, PdfObject>();
    for (;;) {
      this.skipSpace();
      const code = this.peek();
      if (code === 0x3e) {
        this.position++;
        this.expectByte(0x3e);
        return entries;
      }
      if (code !== 0x2f) throw new AppError('pdf-object-damaged');
      this.position++;
      const key = this.nameRun();
      this.skipSpace();
      // A key without a value before '>>' is tolerated as null, as every viewer does.
      const value = this.peek() === 0x3e ? null : this.object();
      // Of two equal keys the last one counts, in every reader we compared.
      if (entries.has(key)) this.hasDoubleKey = true;
      entries.set(key, value);
      this.count();
    }
  }

  private count(): void {
    if (++this.items > mostItems) throw new AppError('pdf-too-much-data');
  }

  private keywordOrNumber(): PdfObject {
    const word = this.regularRun();
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    if (/^\d{1,10}$/.test(word)) return this.referenceOr(word);
    const value = Number(word);
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word) && Number.isFinite(value)) return { type: 'number', value, raw: word };
    // Sloppy numbers as '--5', '1.2.3', '.' and '-' occur in real files; viewers read what they can.
    if (/^[+-]*[\d.]+[\d.-]*$|^[+-]$/.test(word)) {
      const read = Number.parseFloat(word.replace(/^[+-]*(?=[+-])/, '')) || 0;
      return { type: 'number', value: read, raw: String(read) };
    }
    throw new AppError(this.peek() === end && word === '' ? 'pdf-truncated' : 'pdf-object-damaged');
  }

  private referenceOr(word: string): PdfObject {
    const afterNumber = this.position;
    const gen = this.wordIfDigits();
    if (gen !== '') {
      this.skipSpace();
      if (this.peek() === 0x52) {
        this.position++;
        const next = this.peek();
        if (next === end || characterClass[next] !== 0) return ref(Number(word), Number(gen));
      }
    }
    this.position = afterNumber;
    return { type: 'number', value: Number(word), raw: word };
  }

  private wordIfDigits(): string {
    this.skipSpace();
    const code = this.peek();
    if (code < 0x30 || code > 0x39) return '';
    const word = this.regularRun();
    return /^\d{1,5}$/.test(word) ? word : '';
  }

  private regularRun(): string {
    let out = '';
    for (let code = this.peek(); code !== end && characterClass[code] === 0; code = this.peek()) {
      out += String.fromCharCode(code);
      this.position++;
      if (out.length > 4096) throw new AppError('pdf-object-damaged');
    }
    this.fuel.step();
    return out;
  }

  private nameRun(): string {
    const run = this.regularRun();
    return run.includes('#')
      ? run.replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
      : run;
  }

  // Bytes, not text: a text of many megabytes, grown sign by sign, takes thirty times their room.
  private literalString(): Uint8Array {
    let bytes: Uint8Array = new Uint8Array(64);
    let length = 0;
    for (let depth = 1; ; ) {
      let code = this.take();
      if (code === 0x28) depth++;
      if (code === 0x29 && --depth === 0) return bytes.slice(0, length);
      if (code === 0x5c) code = this.escaped();
      if (code === end) continue;
      if (length === bytes.length) bytes = grown(bytes);
      bytes[length++] = code;
    }
  }

  /** The byte that an escape stands for; `end` for a line that goes on. */
  private escaped(): number {
    const code = this.take();
    const plain = escapes.get(code);
    if (plain !== undefined) return plain;
    if (code === 0x0d) {
      if (this.peek() === 0x0a) this.position++;
      return end;
    }
    if (code < 0x30 || code > 0x37) return code;
    let value = code - 0x30;
    for (let i = 0; i < 2 && this.peek() >= 0x30 && this.peek() <= 0x37; i++) value = value * 8 + this.take() - 0x30;
    return value & 255;
  }

  private hexString(): Uint8Array {
    let bytes: Uint8Array = new Uint8Array(64);
    let digits = 0;
    for (let code = this.take(); code !== 0x3e; code = this.take()) {
      if (characterClass[code] === 1) continue;
      const digit = hexDigits[code]!;
      if (digit > 15) throw new AppError('pdf-object-damaged');
      const at = digits >> 1;
      if (at === bytes.length) bytes = grown(bytes);
      bytes[at]! |= digits % 2 === 0 ? digit << 4 : digit;
      digits++;
    }
    return bytes.slice(0, (digits + 1) >> 1);
  }

  private skipComment(): void {
    for (let code = this.peek(); code !== end && code !== 10 && code !== 13; code = this.peek()) {
      this.position++;
      this.fuel.step();
    }
  }

  private expectByte(code: number): void {
    if (this.take() !== code) throw new AppError('pdf-object-damaged');
  }

  private take(): number {
    const code = this.peek();
    if (code === end) throw new AppError('pdf-truncated');
    this.position++;
    this.fuel.step();
    return code;
  }
}

function grown(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length * 4);
  out.set(bytes);
  return out;
}
