import { expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { Fuel } from '../../../../shared/pdf/file/fuel.ts';

test('P3: reading ends after its wall time, in which digesting does not count', () => {
  let nowMs = 1_000;
  const fuel = new Fuel(() => nowMs);
  fuel.step(10_000);
  fuel.untimed(() => {
    nowMs += 600_000;
  });
  fuel.step(10_000);
  nowMs += 20_001;
  expect(() => fuel.step(10_000)).toThrow(new AppError('pdf-too-much-data'));
});

test('P3: steps run out whatever the clock says', () => {
  const fuel = new Fuel(() => 0);
  expect(() => {
    for (;;) fuel.step(1_000_000);
  }).toThrow(new AppError('pdf-too-much-data'));
});

test('P3: a stream may grow a hundredfold, or to 8 MiB, and all of them together to 128 MiB', () => {
  const fuel = new Fuel(() => 0);
  expect(fuel.inflateBudget(10)).toBe(8 << 20);
  expect(fuel.inflateBudget(1 << 20)).toBe(100 << 20);
  fuel.inflated(120 << 20);
  expect(fuel.inflateBudget(1 << 20)).toBe(8 << 20);
  fuel.inflated(8 << 20);
  expect(() => fuel.inflateBudget(10)).toThrow(new AppError('pdf-too-much-data'));
});

test('P3: page content is followed up to 16 MiB', () => {
  const fuel = new Fuel(() => 0);
  fuel.content(16 << 20);
  expect(() => fuel.content(1)).toThrow(new AppError('pdf-too-much-data'));
});
