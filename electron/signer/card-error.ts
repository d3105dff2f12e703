import { AppError, type ErrorCode } from '../../shared/errors.ts';

// PKCS#11 v2.40 §2.1 (CKR_…): what a person can do something about. Everything else is 'card-failed'.
const codes: Readonly<Record<number, ErrorCode>> = {
  3: 'card-slot-unknown',
  50: 'card-removed',
  80: 'cancelled',
  160: 'card-pin-wrong',
  161: 'card-pin-wrong',
  162: 'card-pin-wrong',
  163: 'card-pin-expired',
  164: 'card-pin-blocked',
  176: 'card-removed',
  179: 'card-removed',
  224: 'card-missing',
  225: 'card-unknown',
  258: 'card-pin-unset',
};

/** Runs calls of a module; its errors become AppErrors. */
export function asCardError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof AppError
      ? error
      : new AppError(codes[returnValue(error)] ?? 'card-failed', { cause: error });
  }
}

/** The CKR_ value of an error of pkcs11js, -1 for any other. */
export function returnValue(error: unknown): number {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'number' ? code : -1;
}
