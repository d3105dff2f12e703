import type { ErrorCode } from '../../../shared/errors.ts';

/** Does the code say that a password is missing or wrong? */
export function isLockCode(code: ErrorCode): boolean {
  return code === 'pdf-encrypted' || code === 'pdf-password-wrong';
}
