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
