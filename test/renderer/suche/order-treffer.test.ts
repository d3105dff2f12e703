import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Treffer } from '../../../renderer/replica-api/search-rows.ts';
import { addBehind, keepInPlace } from '../../../renderer/screens/suche/order-treffer.ts';
import { found } from '../demo-search.ts';

const rows = (ids: readonly number[]): Treffer[] => ids.map((id) => ({ ...found.treffer[0]!, id: `d${id}` }));
const idsOf = (list: readonly Treffer[]) => list.map(({ id }) => id);
const someIds = fc.uniqueArray(fc.nat(20), { maxLength: 12 });

test('R131: a selected row stays in its place when the whole answer comes; all others are in its order', () => {
  fc.assert(
    fc.property(someIds, someIds, fc.nat(20), (first, whole, pick) => {
      const selected = `d${pick}`;
      const shown = idsOf(keepInPlace(rows(first), rows(whole), selected));
      const others = idsOf(rows(whole)).filter((id) => id !== selected);
      if (!first.includes(pick)) expect(shown).toEqual(idsOf(rows(whole)));
      else {
        expect(shown.indexOf(selected)).toBe(Math.min(first.indexOf(pick), others.length));
        expect(shown.filter((id) => id !== selected)).toEqual(others);
      }
    }),
  );
});

test('R131: nothing is selected: the whole answer takes the place of the first results', () => {
  expect(idsOf(keepInPlace(rows([1, 2]), rows([3, 1, 2]), null))).toEqual(['d3', 'd1', 'd2']);
});

test('R131: what comes behind does not show the kept row a second time', () => {
  const kept = keepInPlace(rows([9, 1]), rows([1, 2, 3]), 'd9');
  expect(idsOf(kept)).toEqual(['d9', 'd1', 'd2', 'd3']);
  expect(idsOf(addBehind(kept, rows([4, 9, 5])))).toEqual(['d9', 'd1', 'd2', 'd3', 'd4', 'd5']);
});
