import { analyse } from './analyse.ts';
import { allowedEdits, isWithin } from './edit-distance.ts';
import { INFIX_LETTERS, PREFIX_LETTERS } from './expand-word.ts';
import { type Clause, parseQuery } from './parse-query.ts';
import { isStopWord } from './stop-words.ts';

/** A part of a text that a query found: from `start` to before `end`, UTF-16 units. */
export interface TextMatch {
  readonly start: number;
  readonly end: number;
}

/** A match and the number of the clause that found it. */
export interface TextPlace extends TextMatch {
  readonly of: number;
}

type Word = TextMatch & { readonly term: string };

/**
 * What a query matches in the text of a hit, for highlighting, ascending and apart from each other. `isSimilar` as in the
 * answer: then similar spellings match too.
 */
export function findMatches(text: string, query: string, isSimilar: boolean): TextMatch[] {
  return joinMatches(findPlaces(text, parseQuery(query).wanted, isSimilar));
}

/** Every place of each clause, ascending; they may overlap. */
export function findPlaces(text: string, wanted: readonly Clause[], isSimilar: boolean): TextPlace[] {
  const words: Word[] = [];
  analyse(text, (term, start, end) => words.push({ term, start, end }));
  const plain = words.filter(({ term }) => !isStopWord(term));
  const places = wanted.flatMap((clause, of) => {
    const matches =
      clause.kind === 'phrase'
        ? phraseMatches(plain, clause.words)
        : words.filter(({ term }) => matchesTerm(clause, term, isSimilar));
    return matches.map(({ start, end }) => ({ start, end, of }));
  });
  return places.sort((a, b) => a.start - b.start || b.end - a.end);
}

function matchesTerm(clause: Exclude<Clause, { kind: 'phrase' }>, term: string, isSimilar: boolean): boolean {
  const { kind, word } = clause;
  if (term === word) return true;
  if (kind === 'exact') return false;
  if (word.length >= PREFIX_LETTERS && term.startsWith(word)) return true;
  if (word.length >= INFIX_LETTERS && term.includes(word)) return true;
  const edits = isSimilar ? allowedEdits(word) : 0;
  return edits > 0 && isWithin(edits, word, term);
}

function phraseMatches(words: readonly Word[], phrase: readonly string[]): TextMatch[] {
  return words.flatMap(({ start }, at) => {
    const last = words[at + phrase.length - 1];
    return last && phrase.every((word, i) => words[at + i]?.term === word) ? { start, end: last.end } : [];
  });
}

/** Ascending matches with what overlaps as one. */
export function joinMatches(matches: readonly TextMatch[]): TextMatch[] {
  const result: TextMatch[] = [];
  for (const { start, end } of matches) {
    const last = result.at(-1);
    if (last && start < last.end) result[result.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else result.push({ start, end });
  }
  return result;
}
