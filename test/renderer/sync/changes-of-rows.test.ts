import { expect, test } from 'vitest';
import { changesOfRows } from '../../../renderer/sync/changes-of-rows.ts';
import type { Datensatz } from '../../../shared/akte.ts';
import type { PullRow } from '../../../shared/sync-protocol.ts';

const record = (rev: number): Datensatz => ({
  art: 'vorgang',
  id: 'V1',
  akte: 'A',
  rev,
  felder: { titel: `Stand ${rev}` },
});
const put = (s: number, rev: number): PullRow => ({ k: 'put', s, p: s - 1, d: record(rev) });
const gone = (s: number): PullRow => ({ k: 'gone', s, p: s - 1, art: 'vorgang', id: 'V1', akte: 'A' });
const take = (rows: readonly PullRow[], held: number | null, rereadUpTo = 0) =>
  changesOfRows(rows, { revOf: () => held, rereadUpTo }).map((change) => change.record?.rev ?? null);

test('S117: a row that was waiting when the right came does not put an older state over the newer one', () => {
  expect(take([put(11, 4)], 5)).toEqual([]);
  expect(take([put(10, 5), put(11, 4), put(12, 5)], null)).toEqual([5, 5]);
});

test('S117: a record that was taken away and comes back counts whatever its revision', () => {
  expect(take([gone(11), put(12, 4)], 5)).toEqual([null, 4]);
});

test('R122: a record that is here changes nothing when it comes once more, a newer one does', () => {
  expect(take([put(11, 5), put(12, 6)], 5, 20)).toEqual([6]);
  expect(take([put(11, 5)], 5, 10)).toEqual([5]);
});
