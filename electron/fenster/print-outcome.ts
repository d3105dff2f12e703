import { AppError } from '../../shared/errors.ts';

/** What Chromium says after its dialog: printed, or cancelled there (false). Throws AppError 'print-failed' for the rest (D8). */
export function printOutcome(isPrinted: boolean, reason: string): boolean {
  if (isPrinted || /cancel/i.test(reason)) return isPrinted;
  throw new AppError('print-failed', { cause: reason });
}
