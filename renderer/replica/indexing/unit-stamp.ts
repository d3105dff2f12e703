import type { IndexedUnit } from './indexed-units.ts';

/** Grows when units are put into the index in another way: everything is then indexed again. */
const FORM = 2;

/**
 * The state of a unit as one safe integer (52 bits): two that are equal were, but for a chance of 1 in 2^52, the same words.
 * `letters`: how many letters of its file are among them, null = its file has no words here.
 */
export function unitStamp({ mark, file }: IndexedUnit, letters: number | null): number {
  const text = `${FORM}|${mark}|${letters !== null && file ? `${file.sha}|${letters}` : ''}`;
  return (hash(text, 0x811c9dc5) & 0xfffff) * 2 ** 32 + hash(text, 0x01000193);
}

/** FNV-1a, 32 bits. */
function hash(text: string, start: number): number {
  let value = start;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
