import { AppError } from '../../errors.ts';

/** Length and distance tables of RFC 1951 §3.2.5. */
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const distanceExtra = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code: how many codes of each length, and the symbols in order of their codes. */
type Code = { readonly counts: Uint16Array; readonly symbols: Uint16Array };

/**
 * Inflates a zlib stream (RFC 1950, 1951) into at most `maxBytes`. A stream that ends early yields what it had, as other
 * readers do. `step` is called with the work done now and then and may throw. Throws AppError 'pdf-too-much-data' beyond the
 * cap and 'pdf-object-damaged' for bytes that are no deflate.
 */
export function inflate(input: Uint8Array, maxBytes: number, step: (count: number) => void = () => {}): Uint8Array {
  if (input.length < 2 || (input[0]! & 15) !== 8) throw new AppError('pdf-object-damaged');
  const state = new Inflater(input, 2, maxBytes, step);
  return state.run();
}

const symbolsBetweenSteps = 1 << 16;

class Inflater {
  private readonly input: Uint8Array;
  private readonly maxBytes: number;
  private readonly step: (count: number) => void;
  private position: number;
  private bits = 0;
  private bitCount = 0;
  private out = new Uint8Array(4096);
  private length = 0;

  constructor(input: Uint8Array, position: number, maxBytes: number, step: (count: number) => void) {
    this.input = input;
    this.position = position;
    this.maxBytes = maxBytes;
    this.step = step;
  }

  run(): Uint8Array {
    for (let last = 0; last === 0 && !this.starved(); ) {
      this.step(1);
      last = this.take(1);
      const type = this.take(2);
      if (type === 0) this.stored();
      else if (type === 1) this.compressed(fixedLiterals, fixedDistances);
      else if (type === 2) this.dynamic();
      else throw new AppError('pdf-object-damaged');
    }
    return this.out.subarray(0, this.length);
  }

  /** True once more bits were asked for than the input has. */
  private starved(): boolean {
    return this.position > this.input.length + 4;
  }

  private take(count: number): number {
    while (this.bitCount < count) {
      this.bits |= (this.input[this.position++] ?? 0) << this.bitCount;
      this.bitCount += 8;
    }
    const value = this.bits & ((1 << count) - 1);
    this.bits >>>= count;
    this.bitCount -= count;
    return value;
  }

  private stored(): void {
    this.position -= this.bitCount >> 3;
    this.bits = 0;
    this.bitCount = 0;
    const length = (this.input[this.position] ?? 0) | ((this.input[this.position + 1] ?? 0) << 8);
    this.position += 4;
    const chunk = this.input.subarray(this.position, this.position + length);
    this.reserve(chunk.length);
    this.out.set(chunk, this.length);
    this.length += chunk.length;
    this.position += length;
  }

  private dynamic(): void {
    const literals = this.take(5) + 257;
    const distances = this.take(5) + 1;
    const codeLengths = new Uint8Array(19);
    const given = this.take(4) + 4;
    for (let i = 0; i < given; i++) codeLengths[codeLengthOrder[i]!] = this.take(3);
    const code = makeCode(codeLengths);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length; ) {
      if (this.starved()) return;
      const symbol = this.symbol(code);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      const value = symbol === 16 ? (lengths[i - 1] ?? 0) : 0;
      const repeat = symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
      lengths.fill(value, i, i + repeat);
      i += repeat;
    }
    this.compressed(makeCode(lengths.subarray(0, literals)), makeCode(lengths.subarray(literals)));
  }

  private compressed(literals: Code, distances: Code): void {
    for (let count = 1; !this.starved(); count++) {
      if (count % symbolsBetweenSteps === 0) this.step(symbolsBetweenSteps);
      const symbol = this.symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        this.reserve(1);
        this.out[this.length++] = symbol;
      } else this.copy(symbol - 257, distances);
    }
  }

  private copy(index: number, distances: Code): void {
    if (index >= lengthBase.length) throw new AppError('pdf-object-damaged');
    const length = lengthBase[index]! + this.take(lengthExtra[index]!);
    const slot = this.symbol(distances);
    if (slot >= distanceBase.length) throw new AppError('pdf-object-damaged');
    const distance = distanceBase[slot]! + this.take(distanceExtra[slot]!);
    if (distance > this.length) throw new AppError('pdf-object-damaged');
    this.reserve(length);
    for (let i = 0; i < length; i++, this.length++) this.out[this.length] = this.out[this.length - distance]!;
  }

  private symbol(code: Code): number {
    let value = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length++) {
      value |= this.take(1);
      const count = code.counts[length]!;
      if (value - first < count) return code.symbols[index + value - first]!;
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    if (this.starved()) return 256;
    throw new AppError('pdf-object-damaged');
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed > this.maxBytes) throw new AppError('pdf-too-much-data');
    if (needed <= this.out.length) return;
    const grown = new Uint8Array(Math.max(needed, this.out.length * 2));
    grown.set(this.out);
    this.out = grown;
  }
}

function makeCode(lengths: Uint8Array): Code {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  const offsets = new Uint16Array(17);
  for (let i = 1; i < 16; i++) offsets[i + 1] = offsets[i]! + counts[i]!;
  const symbols = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length !== 0) symbols[offsets[length]!++] = symbol;
  }
  return { counts, symbols };
}

const fixedLengths = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280);
const fixedLiterals = makeCode(fixedLengths);
const fixedDistances = makeCode(new Uint8Array(30).fill(5));
