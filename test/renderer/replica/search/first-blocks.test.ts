import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MatchKind } from '../../../../renderer/replica/search/dictionary.ts';
import type { Expanded } from '../../../../renderer/replica/search/expand-query.ts';
import { chooseFirst, needsMuch } from '../../../../renderer/replica/search/first-blocks.ts';
import type { SearchView } from '../../../../renderer/replica/search/search-view.ts';

const TERMS = 600;
const TERMS_PER_BLOCK = 5;
const kinds: readonly MatchKind[] = ['prefix', 'infix', 'infix', 'infix'];

/** One segment with blocks of five terms each. */
function viewOf(counts: readonly number[], open: ReadonlySet<number>): SearchView {
  const terms = { blockOf: (index: number) => Math.floor(index / TERMS_PER_BLOCK), counts: Uint32Array.from(counts) };
  const reader = { isOpen: (_segment: unknown, block: number) => open.has(block) };
  return { g: 1, segments: [{ place: { firstRow: 10 }, terms }], reader } as unknown as SearchView;
}

const conditionOf = (indexes: readonly number[], exact: number): Expanded => {
  const list = indexes.map((index) => ({ index, kind: index === exact ? 'exact' : kinds[index % 4]! }));
  return { clause: { kind: 'word', word: 'gutachten' }, matches: [[list]], weight: 1 };
};

const someTerms = fc
  .uniqueArray(fc.nat(TERMS - 1), { minLength: 1, maxLength: TERMS })
  .map((list) => list.sort((a, b) => a - b));
const someCounts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: TERMS, maxLength: TERMS });
const someBlocks = fc.uniqueArray(fc.nat(TERMS / TERMS_PER_BLOCK - 1)).map((list) => new Set(list));

test('R76: what comes first reads few blocks, goes through little, has the word itself, and is part of the whole', () => {
  fc.assert(
    fc.property(someTerms, someTerms, someCounts, someBlocks, (one, other, counts, open) => {
      const view = viewOf(counts, open);
      const exact = one[one.length >> 1]!;
      const wanted = [conditionOf(one, exact), conditionOf(other, -1)];
      const blocksOf = (condition: Expanded) =>
        new Set(condition.matches.flat(2).map(({ index }) => Math.floor(index / TERMS_PER_BLOCK)));
      const unread = (condition: Expanded) => [...blocksOf(condition)].filter((block) => !open.has(block)).length;
      expect(needsMuch(view, wanted)).toBe(unread(wanted[0]!) + unread(wanted[1]!) > 24);
      const first = chooseFirst(view, wanted);
      first.forEach((condition, i) => {
        const whole = wanted[i]!.matches.flat(2);
        const chosen = condition.matches.flat(2);
        expect(chosen.length).toBeGreaterThan(0);
        expect(whole).toEqual(expect.arrayContaining(chosen));
        expect(unread(condition)).toBeLessThanOrEqual(12);
        const inOpen = chosen.filter(({ index }) => open.has(Math.floor(index / TERMS_PER_BLOCK)));
        const visited = inOpen.reduce((sum, { index }) => sum + counts[index]!, 0);
        expect(visited).toBeLessThan(15_000 + TERMS_PER_BLOCK * 5_000);
      });
      expect(first[0]!.matches.flat(2).some(({ index }) => index === exact)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
