import { expect, test } from 'vitest';
import { followRow } from '../../../renderer/ui/follow-row.ts';

const here = (ids: string, offset = 0, total = offset + ids.length) => ({
  rows: [...ids].map((id) => ({ id })),
  offset,
  total,
});
const nothing = { index: 0, row: undefined, question: '' };

test('H22: the first row is selected as long as none was chosen', () => {
  expect(followRow(nothing, here('abc'), null, '').row?.id).toBe('a');
  expect(followRow(nothing, here(''), null, '').row).toBeUndefined();
});

test('H22: a row that left the list gives way to the one in its place, the last to the one before it', () => {
  const onB = followRow(nothing, here('abc'), 'b', '');
  const onC = followRow(onB, here('ac'), 'b', '');
  expect(onC.row?.id).toBe('c');
  expect(followRow(onC, here('a'), 'b', '').row?.id).toBe('a');
});

test('H22: a row that was scrolled away stays selected', () => {
  const onB = followRow(nothing, here('abc', 0, 900), 'b', '');
  const away = followRow(onB, here('xyz', 300, 900), 'b', '');
  expect(away.row?.id).toBe('b');
  expect(followRow(away, here('ac', 0, 899), 'b', '').row?.id).toBe('c');
});

test('H22: another question begins at its first row, unless the selected one answers it too', () => {
  const onC = followRow(nothing, here('abc'), 'c', 'all');
  expect(followRow(onC, here('xyz'), 'c', 'some').row?.id).toBe('x');
  expect(followRow(onC, here('xcz'), 'c', 'some').row?.id).toBe('c');
});
