/** Bytes to look for, at least {@link KEY_BYTES} of them. */
export interface Pattern {
  readonly canary: string;
  readonly encoding: string;
  readonly bytes: Buffer;
}

const KEY_BYTES = 4;
const BITS = 20;

/**
 * Looks for thousands of patterns in one walk: the first four bytes of a place are hashed into a bit field, and only where a bit is
 * set patterns are compared.
 */
export function makeFinder(patterns: readonly Pattern[]): (bytes: Buffer) => Map<Pattern, number> {
  const begins = new Uint8Array(1 << BITS);
  const byKey = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    if (pattern.bytes.length < KEY_BYTES) throw new Error(`too short to be told from noise: ${pattern.canary}`);
    const key = pattern.bytes.readInt32LE(0);
    begins[hash(key)] = 1;
    byKey.set(key, [...(byKey.get(key) ?? []), pattern]);
  }
  return (bytes) => {
    const found = new Map<Pattern, number>();
    let key = 0;
    for (let end = 0; end < bytes.length; end++) {
      key = (key >>> 8) | ((bytes[end] ?? 0) << 24);
      if (begins[hash(key)] === 0 || end < KEY_BYTES - 1) continue;
      const at = end - KEY_BYTES + 1;
      for (const pattern of byKey.get(key) ?? []) {
        const isHere = bytes.subarray(at, at + pattern.bytes.length).equals(pattern.bytes);
        if (isHere && !found.has(pattern)) found.set(pattern, at);
      }
    }
    return found;
  };
}

const hash = (key: number) => Math.imul(key, 0x9e3779b1) >>> (32 - BITS);
