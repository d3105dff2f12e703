/** Writes numbers below 2^30 bit by bit, the highest bit first. */
export class BitWriter {
  #bytes = new Uint8Array(4_096);
  #at = 0;
  #free = 8;

  /** The lowest `count` bits of `value`; at most 31. */
  bits(value: number, count: number): void {
    this.#reserve(4);
    let left = count;
    while (left > 0) {
      const take = Math.min(left, this.#free);
      left -= take;
      const part = (value >>> left) & ((1 << take) - 1);
      this.#free -= take;
      this.#bytes[this.#at] = (this.#bytes[this.#at] ?? 0) | (part << this.#free);
      if (this.#free === 0) this.#nextByte();
    }
  }

  /** As many zeros as `value` says, and a one. */
  unary(value: number): void {
    for (let left = value; left > 0; left -= 24) this.bits(0, Math.min(left, 24));
    this.bits(1, 1);
  }

  /** Rice code: `value` >> k in unary, then the k lowest bits. Short for numbers around 2^k. */
  rice(value: number, k: number): void {
    this.unary(value >>> k);
    this.bits(value, k);
  }

  /** Elias gamma code of a number from 1. Short for small numbers. */
  gamma(value: number): void {
    const length = 31 - Math.clz32(value);
    this.unary(length);
    this.bits(value, length);
  }

  /** A number below `range`, all equally likely. */
  uniform(value: number, range: number): void {
    if (range <= 1) return;
    const length = 32 - Math.clz32(range - 1);
    const spare = (1 << length) - range;
    if (value < spare) this.bits(value, length - 1);
    else this.bits(value + spare, length);
  }

  /** The bytes so far, the last one filled with zeros; the writer begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    if (this.#free < 8) this.#nextByte();
    const bytes = this.#bytes.slice(0, this.#at);
    this.#bytes.fill(0, 0, this.#at + 1);
    this.#at = 0;
    return bytes;
  }

  #nextByte(): void {
    this.#at++;
    this.#free = 8;
  }

  #reserve(more: number): void {
    if (this.#at + more < this.#bytes.length) return;
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
