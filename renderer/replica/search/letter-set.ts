/** Which letters a text has, as 32 bits: a to z, and six for everything else. */
export function letterSet(text: string, start = 0, end = text.length): number {
  let set = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    set |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return set >>> 0;
}

/** Two words with at most `edits` differences: one edit takes at most one letter away and brings at most one. */
export function mayBeSimilar(a: number, b: number, edits: number): boolean {
  return bitCount(a & ~b) <= edits && bitCount(b & ~a) <= edits;
}

function bitCount(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
