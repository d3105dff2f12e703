import type { Dictionary, MatchKind } from './dictionary.ts';
import { allowedEdits } from './edit-distance.ts';
import type { Clause } from './parse-query.ts';

/** Letters from which on a word also finds words that begin with it. */
export const PREFIX_LETTERS = 2;
/** Letters from which on a word also finds compounds that contain it. */
export const INFIX_LETTERS = 4;

/** A term that satisfies a word, by its number in the dictionary. */
export interface TermMatch {
  readonly index: number;
  readonly kind: MatchKind;
}

/** The terms that satisfy a word, ascending; `withTypos` also those with a similar spelling. */
export function expandWord(
  dictionary: Dictionary,
  clause: Exclude<Clause, { kind: 'phrase' }>,
  withTypos: boolean,
): TermMatch[] {
  const { kind, word } = clause;
  const exact = dictionary.find(word);
  if (kind === 'exact' || word.length < PREFIX_LETTERS) return exact < 0 ? [] : [{ index: exact, kind: 'exact' }];
  const { from, to } = dictionary.prefix(word);
  const kindOf = (index: number): MatchKind => {
    if (index === exact) return 'exact';
    return index >= from && index < to ? 'prefix' : 'infix';
  };
  const found =
    word.length >= INFIX_LETTERS ? dictionary.infix(word) : Array.from({ length: to - from }, (_, i) => from + i);
  const matches = found.map((index): TermMatch => ({ index, kind: kindOf(index) }));
  const edits = withTypos ? allowedEdits(word) : 0;
  if (edits === 0) return matches;
  const known = new Set(found);
  for (const index of dictionary.similar(word, edits)) if (!known.has(index)) matches.push({ index, kind: 'typo' });
  return matches.sort((a, b) => a.index - b.index);
}
