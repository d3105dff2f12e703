import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { aussonderbarAb } from '../../../shared/frist/aufbewahrung.ts';

test('F40: retention begins with the end of the year: closed 2013-01-03 and 10 years, disposable from 2024-01-01', () => {
  expect(aussonderbarAb('2013-01-03', 10)).toBe('2024-01-01');
  expect(aussonderbarAb('2013-12-31', 10)).toBe('2024-01-01');
  expect(aussonderbarAb('2014-01-01', 10)).toBe('2025-01-01');
  expect(aussonderbarAb('2024-02-29', 0)).toBe('2025-01-01');
});

test('F40: no day and no whole years are refused', () => {
  expect(() => aussonderbarAb('2013-02-29', 10)).toThrow(new AppError('frist-day-invalid'));
  for (const jahre of [-1, 1.5, 201]) {
    expect(() => aussonderbarAb('2013-01-03', jahre)).toThrow(new AppError('frist-duration-invalid'));
  }
});
