import { expect, test } from 'vitest';
import { printOutcome } from '../../electron/fenster/print-outcome.ts';

test('D8: cancelled in the dialog of the system is no error, a printer that refuses is print-failed', () => {
  expect(printOutcome(true, '')).toBe(true);
  expect(printOutcome(false, 'Print job canceled')).toBe(false);
  expect(printOutcome(false, 'cancelled')).toBe(false);
  for (const reason of ['Print job failed', 'Invalid printer settings', ''])
    expect(() => printOutcome(false, reason)).toThrowError(expect.objectContaining({ code: 'print-failed' }));
});
