/** Symbols that a block with fixed codes must hold without a mistake; noise makes one within a few. */
const PROBE_SYMBOLS = 40;
/** A shorter block holds no name. */
const SHORTEST = 16;

/**
 * Whether a block of deflate without any header (RFC 1951) may begin here. Nothing marks it, so that every byte of a disk is
 * asked: what costs little is checked, and the rest by whoever unpacks it. Stored blocks are plaintext and found as such.
 */
export function mayBeDeflate(bytes: Buffer, at: number): boolean {
  const kind = ((bytes[at] ?? 0) >> 1) & 3;
  if (kind === 1) return isFixedBlock(bytes, at);
  return kind === 2 && isDynamicBlock(bytes, at);
}

/** §3.2.7: the code for the code lengths must be complete. */
function isDynamicBlock(bytes: Buffer, at: number): boolean {
  let place = at * 8 + 3;
  if (peek(bytes, place, 5) > 29 || peek(bytes, place + 5, 5) > 29) return false;
  const lengths = peek(bytes, place + 10, 4) + 4;
  place += 14;
  let space = 0;
  for (let i = 0; i < lengths && space <= 128; i++, place += 3) {
    const length = peek(bytes, place, 3);
    if (length > 0) space += 128 >> length;
  }
  return space === 128;
}

/** §3.2.6: no symbol beyond 285, no copy of what was not written yet. */
function isFixedBlock(bytes: Buffer, at: number): boolean {
  let place = at * 8 + 3;
  let written = 0;
  for (let i = 0; i < PROBE_SYMBOLS; i++) {
    const entry = fixed[peek(bytes, place, 9)] ?? 0;
    const symbol = entry >> 4;
    place += entry & 15;
    if (symbol < 256) {
      written += 1;
      continue;
    }
    if (symbol === 256) return written >= SHORTEST;
    if (symbol > 285) return false;
    const more = symbol < 265 || symbol === 285 ? 0 : (symbol - 261) >> 2;
    const length = lengthOf(symbol, more) + peek(bytes, place, more);
    const code = reversed(peek(bytes, place + more, 5), 5);
    if (code > 29) return false;
    const extra = code < 4 ? 0 : (code >> 1) - 1;
    const back = (code < 4 ? code + 1 : ((2 + (code & 1)) << extra) + 1) + peek(bytes, place + more + 5, extra);
    if (back > written) return false;
    place += more + 5 + extra;
    written += length;
  }
  return true;
}

/** The shortest length that a symbol stands for, with `more` bits behind it. */
function lengthOf(symbol: number, more: number): number {
  if (symbol === 285) return 258;
  return symbol < 265 ? symbol - 254 : ((4 + ((symbol - 261) & 3)) << more) + 3;
}

/** By the next nine bits: symbol times 16, and how many of the bits are its code. */
const fixed = Uint16Array.from({ length: 512 }, (_, bits) => {
  const nine = reversed(bits, 9);
  const [seven, eight] = [nine >> 2, nine >> 1];
  if (seven <= 0b0010111) return ((256 + seven) << 4) | 7;
  if (eight <= 0b10111111) return ((eight - 0b00110000) << 4) | 8;
  if (eight <= 0b11000111) return ((eight - 0b11000000 + 280) << 4) | 8;
  return ((nine - 0b110010000 + 144) << 4) | 9;
});

/** Up to 16 bits from the lowest of each byte on; beyond the end zeros. */
function peek(bytes: Buffer, place: number, count: number): number {
  const byte = place >> 3;
  const three = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8) | ((bytes[byte + 2] ?? 0) << 16);
  return (three >> (place & 7)) & ((1 << count) - 1);
}

function reversed(value: number, count: number): number {
  let result = 0;
  for (let i = 0; i < count; i++) result |= ((value >> i) & 1) << (count - 1 - i);
  return result;
}
