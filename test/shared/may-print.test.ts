import { expect, test } from 'vitest';
import { refusalOfPrint } from '../../shared/may-print.ts';

test('D3: a machine that may not print refuses, whatever the Akte', () => {
  expect(refusalOfPrint({ isAllowed: false, upTo: null }, '003')).toBe('print-forbidden');
  expect(refusalOfPrint({ isAllowed: true, upTo: null }, '004')).toBeNull();
});

test('D3: above the highest Vertraulichkeit, and for an unknown one, printing is print-too-confidential', () => {
  const print = { isAllowed: true, upTo: '002' } as const;
  expect(refusalOfPrint(print, '003')).toBeNull();
  expect(refusalOfPrint(print, '002')).toBeNull();
  for (const higher of ['005', '001', '004', '']) expect(refusalOfPrint(print, higher)).toBe('print-too-confidential');
});
