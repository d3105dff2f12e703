import { BLOCKS_AT_ONCE } from './block-reader.ts';
import type { MatchKind } from './dictionary.ts';
import type { TermMatch } from './expand-word.ts';
import { fieldAt, fieldOrder, weightiestField, weightOf } from './fields.ts';
import { findPhrase } from './find-phrase.ts';
import type { Clause } from './parse-query.ts';
import type { SearchView } from './search-view.ts';
import type { Segment } from './segment.ts';
import { inTerm, NOWHERE, type Occurrences, type Place } from './segment-scores.ts';

/** Told of a document, how the term matches, what its occurrences weigh, and where they stand. */
export type Visitor = (doc: number, kind: MatchKind, occurrences: Occurrences, at: Place) => void;

/** Visits every document of a segment that satisfies a condition, once per term. */
export async function visitClause(
  { g, reader, breathe }: SearchView,
  what: { readonly segment: Segment; readonly clause: Clause; readonly matches: readonly (readonly TermMatch[])[] },
  signal: AbortSignal | undefined,
  visitor: Visitor,
): Promise<void> {
  const { segment, clause, matches } = what;
  if (clause.kind === 'phrase') {
    const terms = matches.flatMap(([match]) => match ?? []);
    if (terms.length < matches.length) return;
    const positionBlocks = terms.map(({ index }) => segment.terms.positionBlockOf(index));
    const blocks = await reader.load(g, segment, [...new Set([...blocksOf(segment, terms), ...positionBlocks])]);
    signal?.throwIfAborted();
    const rarestFirst = terms
      .map(({ index }, distance) => ({ index, distance, count: segment.terms.counts[index] ?? 0 }))
      .sort((a, b) => a.count - b.count);
    const { docs, positions } = findPhrase(
      rarestFirst.map(({ index, distance }) => ({ reader: blocks.occurrences(index), distance })),
    );
    docs.forEach((doc, i) => {
      const { at, ...occurrences } = inFields(segment, doc, positions[i] ?? new Int32Array());
      visitor(doc, 'exact', occurrences, at);
    });
    return;
  }
  for (const group of inGroups(segment, matches[0] ?? [])) {
    const blocks = await reader.load(g, segment, blocksOf(segment, group));
    signal?.throwIfAborted();
    for (const { index, kind } of group) {
      const postings = blocks.postings(index);
      const at = inTerm(index);
      while (postings.next()) visitor(postings.doc, kind, postings, at);
    }
    await breathe();
  }
}

/** What the positions of a phrase weigh, and the first one in the weightiest field. */
function inFields({ docs }: Segment, doc: number, positions: Int32Array): Occurrences & { readonly at: Place } {
  const counts = new Uint32Array(fieldOrder.length);
  const fields = Array.from(positions, (position) => fieldAt(docs.fieldStarts, doc, position));
  for (const one of fields) counts[one] = (counts[one] ?? 0) + 1;
  const field = weightiestField(counts);
  return { weight: weightOf(counts), field, at: positions[fields.indexOf(field)] ?? NOWHERE };
}

/** Terms in groups that need a limited number of blocks each. */
function inGroups({ terms }: Segment, matches: readonly TermMatch[]): TermMatch[][] {
  const groups: TermMatch[][] = [];
  let last = -1;
  let blocks = BLOCKS_AT_ONCE;
  for (const match of matches) {
    const block = terms.blockOf(match.index);
    if (block !== last && ++blocks > BLOCKS_AT_ONCE) {
      groups.push([]);
      blocks = 1;
    }
    last = block;
    groups.at(-1)?.push(match);
  }
  return groups;
}

function blocksOf({ terms }: Segment, matches: readonly TermMatch[]): number[] {
  return [...new Set(matches.map(({ index }) => terms.blockOf(index)))];
}
