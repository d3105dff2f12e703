import { AppError } from '../../errors.ts';
import type { Update } from '../file/append.ts';
import { type ByteSource, type DigestName, digestRange, type MakeDigest } from '../file/byte-source.ts';
import { latin1Bytes } from '../file/objects.ts';
import { hex } from '../file/serialize.ts';

const byteRangeDigits = 10;

/** Where the gap lies (absolute, of `<` and of the byte after `>`) and the digest of everything around it. */
export type SealedGap = { readonly gapStart: number; readonly gapEnd: number; readonly digest: Uint8Array };

/** The values that a signature dictionary begins with; both are filled in later. */
export function emptyGap(reserveBytes: number): ReadonlyMap<string, string> {
  return new Map([
    ['ByteRange', byteRange(0, 0, 0)],
    ['Contents', `<${'0'.repeat(reserveBytes * 2)}>`],
  ]);
}

/** Writes the true /ByteRange into the update and digests what it covers (ISO 32000-2 §12.8.1). */
export function sealGap(
  source: ByteSource,
  makeDigest: MakeDigest,
  { appended, marks }: Update,
  reserveBytes: number,
  hash: DigestName = 'sha256',
): SealedGap {
  const base = source.size;
  const gapStart = marks.get('Contents')!;
  const gapEnd = gapStart + reserveBytes * 2 + 2;
  const total = base + appended.length;
  appended.set(latin1Bytes(byteRange(gapStart, gapEnd, total - gapEnd)), marks.get('ByteRange')! - base);
  const digest = makeDigest(hash);
  digestRange(source, digest, 0, base);
  digest.update(appended.subarray(0, gapStart - base));
  digest.update(appended.subarray(gapEnd - base));
  return { gapStart, gapEnd, digest: digest.digest() };
}

/** The part of a slot that filling needs. */
export type Gap = {
  readonly baseSizeBytes: number;
  readonly appended: Uint8Array;
  readonly gapStart: number;
  readonly gapEnd: number;
};

/** A copy of the update with the bytes in its gap. Throws AppError 'signature-too-large'. */
export function fillGap(gap: Gap, contents: Uint8Array): Uint8Array {
  const roomBytes = (gap.gapEnd - gap.gapStart - 2) / 2;
  if (contents.length > roomBytes) throw new AppError('signature-too-large');
  const filled = new Uint8Array(gap.appended);
  filled.set(latin1Bytes(hex(contents)), gap.gapStart + 1 - gap.baseSizeBytes);
  return filled;
}

/** Fixed width, so that the numbers can be filled in when they are known. */
function byteRange(gapStart: number, gapEnd: number, rest: number): string {
  const digits = (value: number): string => String(value).padStart(byteRangeDigits, '0');
  return `[0 ${digits(gapStart)} ${digits(gapEnd)} ${digits(rest)}]`;
}
