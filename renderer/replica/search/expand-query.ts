import type { MatchKind } from './dictionary.ts';
import { allowedEdits } from './edit-distance.ts';
import { expandWord, type TermMatch } from './expand-word.ts';
import type { Clause } from './parse-query.ts';
import type { SearchView } from './search-view.ts';
import { liveCount } from './segment.ts';

/** How much a match counts by its kind. */
export const kindWeights: Readonly<Record<MatchKind, number>> = { exact: 1, prefix: 0.7, infix: 0.5, typo: 0.3 };

/** A condition with the terms that satisfy it, per segment; a phrase has one list per word. */
export interface Expanded {
  readonly clause: Clause;
  readonly matches: readonly (readonly (readonly TermMatch[])[])[];
  /** Rarity of what satisfies it. */
  readonly weight: number;
}

/** Finds the terms of a condition in every segment. */
export function expandClause(view: SearchView, clause: Clause, withTypos: boolean): Expanded {
  const matches = view.segments.map(({ terms }) =>
    clause.kind === 'phrase'
      ? clause.words.map((word) => expandWord(terms, { kind: 'exact', word }, false))
      : [expandWord(terms, clause, withTypos)],
  );
  const documents = view.segments.reduce((sum, segment) => sum + liveCount(segment), 0);
  // A phrase is about as rare as its rarest word.
  const words = clause.kind === 'phrase' ? clause.words.map((_, word) => word) : [0];
  const having = Math.min(
    documents,
    ...words.map((word) =>
      view.segments.reduce(
        (sum, { terms }, i) =>
          sum + (matches[i]?.[word] ?? []).reduce((all, { index }) => all + (terms.counts[index] ?? 0), 0),
        0,
      ),
    ),
  );
  return { clause, matches, weight: Math.log(1 + (documents - having + 0.5) / (having + 0.5)) };
}

/** Whether similar spellings of it are looked for. */
export function mayHaveTypos(clause: Clause): boolean {
  return clause.kind === 'word' && allowedEdits(clause.word) > 0;
}
