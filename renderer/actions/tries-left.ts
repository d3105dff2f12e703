import { AppError } from '../../shared/errors.ts';

/** How many wrong passphrases are left before main waits longer; null when it did not say. */
export function triesLeft(error: unknown): number | null {
  if (!(error instanceof AppError)) return null;
  const cause = error.cause;
  if (cause === null || typeof cause !== 'object' || !('triesLeft' in cause)) return null;
  return typeof cause.triesLeft === 'number' ? cause.triesLeft : null;
}
