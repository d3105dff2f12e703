import type { GrowingBytes } from './growing-bytes.ts';

/**
 * Text as German lists compare and find it (DIN 5007-1): lower case, umlauts as their vowel, ß as ss. So Müller stands
 * beside Muller, and both are found by either spelling.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (isPlain(lower)) return lower;
  // Most of what is not plain is one of these: spare them the decomposition.
  const plain = lower.replaceAll('ä', 'a').replaceAll('ö', 'o').replaceAll('ü', 'u').replaceAll('ß', 'ss');
  return isPlain(plain) ? plain : plain.normalize('NFD').replace(/\p{M}+/gu, '');
}

/** ASCII, and the signs of Latin 1 (§, °, »): nothing in it decomposes. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xbf || (unit > 0x7f && unit < 0xa0)) return false;
  }
  return true;
}

/** Letters that two bytes of UTF-8 make and that fold one by one, whatever stands beside them. */
const FIRST = 0x80;
const BEYOND = 0x250;
const encoder = new TextEncoder();
/** A text may begin with U+FEFF. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const letters = Array.from({ length: BEYOND }, (_, unit) =>
  unit < FIRST ? new Uint8Array(0) : encoder.encode(foldText(String.fromCharCode(unit))),
);

/** Appends {@link foldText} of the UTF-8 text from `start` to `end` as UTF-8. Of Latin letters it makes no string. */
export function foldUtf8(bytes: Uint8Array, start: number, end: number, to: GrowingBytes): void {
  // No letter of these takes more than three bytes folded.
  to.reserve((end - start) * 2);
  const out = to.bytes;
  let at = to.used;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < FIRST) {
      out[at++] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
      continue;
    }
    const folded = byte < 0xe0 ? letters[((byte & 0x1f) << 6) | ((bytes[++i] ?? 0) & 0x3f)] : undefined;
    if (!folded) {
      to.addText(foldText(decoder.decode(bytes.subarray(start, end))));
      return;
    }
    for (let k = 0; k < folded.length; k++) out[at++] = folded[k] ?? 0;
  }
  to.used = at;
}
