import { createHash } from 'node:crypto';

/** Numbers in [0, 1) that depend on the words only (mulberry32 over their SHA-256): `seededRandom(seed, 'power', run)`. */
export function seededRandom(...words) {
  let state = createHash('sha256').update(words.join('|')).digest().readUInt32BE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
