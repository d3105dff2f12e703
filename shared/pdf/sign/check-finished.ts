import { AppError } from '../../errors.ts';
import { latin1Text } from '../file/objects.ts';
import type { Slot } from '../pdf-types.ts';
import { readCms } from '../validate/read-cms.ts';
import { verifyDetached } from '../validate/verify-detached.ts';

/**
 * Checks a finished update as a validator would, against the digest that the slot was prepared with, so that the document
 * is not read again: a key that signs something else must not leave a broken signature in the record. Throws AppError
 * 'pdf-signature-broken'.
 */
export function requireVerified(slot: Slot, appended: Uint8Array): void {
  const { baseSizeBytes, gapStart, gapEnd, digest } = slot;
  const digits = latin1Text(appended.subarray(gapStart + 1 - baseSizeBytes, gapEnd - 1 - baseSizeBytes));
  const contents = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const wrong = verifyDetached({ cms: readCms(contents), contents, isPades: true }, () => digest);
  if (wrong?.verdict === 'invalid') throw new AppError('pdf-signature-broken', { cause: wrong.reason });
}
