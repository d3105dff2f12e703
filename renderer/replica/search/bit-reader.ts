import { AppError } from '../../../shared/errors.ts';

/** Reads what BitWriter wrote: numbers below 2^30, by shifts, because powers are slow. Throws AppError 'replica-damaged' behind the end. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  readonly #end: number;
  /** The next bits, the first one highest. */
  #ahead = 0;
  #count = 0;

  /** Reads `bytes` from `start` (a byte) to before `end`. */
  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  bits(count: number): number {
    if (count === 0) return 0;
    if (count > 24) return (this.bits(count - 16) << 16) | this.bits(16);
    if (this.#count < count) this.#fill(count);
    const value = this.#ahead >>> (32 - count);
    this.#ahead <<= count;
    this.#count -= count;
    return value;
  }

  unary(): number {
    let zeros = 0;
    for (;;) {
      if (this.#count === 0) this.#fill(1);
      const found = Math.min(Math.clz32(this.#ahead), this.#count);
      zeros += found;
      if (found < this.#count) {
        // Shifting by 32 is no shift in JavaScript, hence in two steps.
        this.#ahead = (this.#ahead << found) << 1;
        this.#count -= found + 1;
        return zeros;
      }
      this.#ahead = 0;
      this.#count = 0;
    }
  }

  rice(k: number): number {
    const high = this.unary();
    return (high << k) | this.bits(k);
  }

  gamma(): number {
    const length = this.unary();
    return (1 << length) | this.bits(length);
  }

  uniform(range: number): number {
    if (range <= 1) return 0;
    const length = 32 - Math.clz32(range - 1);
    const spare = (1 << length) - range;
    const value = this.bits(length - 1);
    return value < spare ? value : ((value << 1) | this.bits(1)) - spare;
  }

  #fill(wanted: number): void {
    while (this.#count <= 24 && this.#at < this.#end) {
      this.#ahead |= (this.#bytes[this.#at++] ?? 0) << (24 - this.#count);
      this.#count += 8;
    }
    if (this.#count < wanted) throw new AppError('replica-damaged');
  }
}
