import { expect, test } from 'vitest';
import { AwaitedRecords } from '../../../renderer/replica/awaited-records.ts';

const one: ReadonlySet<number> = new Set([1]);

test('R141: a record that the server acknowledged is expected for ten seconds, however often it is asked for', () => {
  const awaited = new AwaitedRecords();
  expect(awaited.isOverdue(1, 0)).toBe(false);
  for (let pull = 0; pull < 19; pull++) awaited.pulled(one, 1_000 + pull);
  expect(awaited.isOverdue(1, 10_999)).toBe(false);
  expect(awaited.isOverdue(1, 11_000)).toBe(true);
  expect(awaited.isOverdue(2, 11_000)).toBe(false);
});

test('R141: twenty pulls without it are enough, and one that came meanwhile begins anew', () => {
  const awaited = new AwaitedRecords();
  for (let pull = 0; pull < 20; pull++) awaited.pulled(one, 0);
  expect(awaited.isOverdue(1, 0)).toBe(true);
  awaited.pulled(new Set(), 0);
  expect(awaited.isOverdue(1, 0)).toBe(false);
  awaited.pulled(one, 0);
  expect(awaited.isOverdue(1, 9_999)).toBe(false);
});
