import { type Expanded, kindWeights } from './expand-query.ts';
import type { SearchView } from './search-view.ts';

/** Blocks that can be read, and postings that can be gone through, before a person notices waiting. */
const FIRST_BLOCKS = 24;
const FIRST_POSTINGS = 30_000;

/** What a block holds of a condition. */
interface Holding {
  readonly isOpen: boolean;
  /** How much the terms in it weigh. */
  value: number;
  postings: number;
}

/** Whether more blocks have to be read than can be at once. */
export function needsMuch(view: SearchView, wanted: readonly Expanded[]): boolean {
  let unread = 0;
  for (const condition of wanted) for (const { isOpen } of holdings(view, condition).values()) if (!isOpen) unread++;
  return unread > FIRST_BLOCKS;
}

/** Only those terms of compounds and beginnings that stand in the few blocks that promise most, open ones preferred. */
export function chooseFirst(view: SearchView, wanted: readonly Expanded[]): Expanded[] {
  const share = 1 / Math.max(1, wanted.length);
  return wanted.map((condition) => {
    if (condition.clause.kind === 'phrase') return condition;
    const chosen = chooseBlocks(holdings(view, condition), FIRST_BLOCKS * share, FIRST_POSTINGS * share);
    const matches = condition.matches.map((lists, number) =>
      lists.map((list) => list.filter(({ index }) => chosen.has(rowOf(view, number, index)))),
    );
    return { ...condition, matches };
  });
}

function chooseBlocks(all: ReadonlyMap<number, Holding>, blocks: number, postings: number): ReadonlySet<number> {
  const chosen = new Set<number>();
  let unread = 0;
  let toVisit = 0;
  for (const [row, holding] of [...all].sort(([, a], [, b]) => b.value - a.value)) {
    const isTooMuch = holding.isOpen ? toVisit >= postings : unread >= blocks;
    if (isTooMuch && chosen.size > 0) continue;
    chosen.add(row);
    toVisit += holding.postings;
    if (!holding.isOpen) unread++;
  }
  return chosen;
}

/** Rows in which terms of a condition stand. */
function holdings(view: SearchView, { matches }: Expanded): Map<number, Holding> {
  const found = new Map<number, Holding>();
  view.segments.forEach((segment, number) => {
    for (const { index, kind } of (matches[number] ?? []).flat()) {
      const block = segment.terms.blockOf(index);
      const row = segment.place.firstRow + block;
      const holding = found.get(row) ?? { isOpen: view.reader.isOpen(segment, block), value: 0, postings: 0 };
      const count = segment.terms.counts[index] ?? 0;
      holding.value += kind === 'exact' ? Number.POSITIVE_INFINITY : kindWeights[kind] * count;
      holding.postings += count;
      found.set(row, holding);
    }
  });
  return found;
}

function rowOf({ segments }: SearchView, number: number, index: number): number {
  const segment = segments[number];
  return segment ? segment.place.firstRow + segment.terms.blockOf(index) : -1;
}
