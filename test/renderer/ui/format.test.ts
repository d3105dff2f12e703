import { expect, test } from 'vitest';
import { formatReceipt } from '../../../renderer/ui/format.ts';

test('an unknown time of receipt is not told as midnight', () => {
  const local = (time: string) => {
    const minutes = -new Date(`2026-11-20T${time}`).getTimezoneOffset();
    const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
    return `2026-11-20T${time}:00${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  };
  expect(formatReceipt('de', local('00:00'))).toBe('Fr, 20.11.2026');
  expect(formatReceipt('de', local('09:15'))).toBe('Fr, 20.11.2026, 09:15');
  expect(formatReceipt('de', null)).toBe('');
});
