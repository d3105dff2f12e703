import { expect, test } from 'vitest';
import { asCardError } from '../../../electron/signer/card-error.ts';
import { AppError } from '../../../shared/errors.ts';

const throwing = (code: number) => () =>
  asCardError(() => {
    throw Object.assign(new Error('CKR'), { code });
  });

// PKCS#11 v2.40: CKR_PIN_INCORRECT, CKR_PIN_LOCKED, CKR_DEVICE_REMOVED, CKR_TOKEN_NOT_PRESENT, CKR_FUNCTION_CANCELED.
test.each([
  [160, 'card-pin-wrong'],
  [164, 'card-pin-blocked'],
  [50, 'card-removed'],
  [224, 'card-missing'],
  [80, 'cancelled'],
] as const)('a module that answers %i is said to be %s', (value, code) => {
  expect(throwing(value)).toThrow(new AppError(code));
});

test('P4: whatever else a module answers is card-failed, never a raw exception', () => {
  for (const value of [5, 6, 0x30, 0x1b0, 0x80000000, Number.NaN]) {
    expect(throwing(value)).toThrow(new AppError('card-failed'));
  }
  const crash = () =>
    asCardError(() => {
      throw new TypeError('no such function');
    });
  expect(crash).toThrow(new AppError('card-failed'));
});
