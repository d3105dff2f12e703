import { GrowingBytes } from './growing-bytes.ts';

/** UTF-8 of several texts back to back, and how many bytes each has. */
export interface PackedTexts {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lengths: ArrayLike<number>;
}

/** Texts in shared UTF-8 bytes; text i goes from `start[i]` to `end[i]`. */
export interface Spans {
  readonly bytes: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

const scratch = new GrowingBytes();

/** Texts as UTF-8, back to back. */
export function encodeTexts(texts: readonly string[]): PackedTexts {
  scratch.used = 0;
  const lengths = new Uint32Array(texts.length);
  for (let i = 0; i < texts.length; i++) {
    const before = scratch.used;
    scratch.addText(texts[i] ?? '');
    lengths[i] = scratch.used - before;
  }
  return { bytes: scratch.bytes.slice(0, scratch.used), lengths };
}
