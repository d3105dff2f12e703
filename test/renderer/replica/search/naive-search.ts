import { termsOf } from '../../../../renderer/replica/search/analyse.ts';
import type { SearchDocument } from '../../../../renderer/replica/search/search-types.ts';
import { isStopWord } from '../../../../renderer/replica/search/stop-words.ts';

/** What a query of the tests asks, written apart from the parser of the product. */
export interface NaiveClause {
  readonly kind: 'word' | 'exact' | 'phrase';
  readonly text: string;
  readonly isUnwanted: boolean;
}

/** The query as a person types it. */
export const typed = (clauses: readonly NaiveClause[]) =>
  clauses
    .map(({ kind, text, isUnwanted }) => `${isUnwanted ? '-' : ''}${kind === 'word' ? text : `"${text}"`}`)
    .join(' ');

/** Ids that a look at every word of every document finds, ascending. */
export function naiveSearch(
  documents: Iterable<SearchDocument>,
  clauses: readonly NaiveClause[],
  withTypos = false,
): string[] {
  const wanted = clauses.filter(({ isUnwanted }) => !isUnwanted);
  const unwanted = clauses.filter(({ isUnwanted }) => isUnwanted);
  if (wanted.length === 0) return [];
  return [...documents]
    .filter((document) => {
      const fields = fieldsOf(document);
      const holds = (clause: NaiveClause, typos: boolean) => fields.some((terms) => satisfies(terms, clause, typos));
      return wanted.every((clause) => holds(clause, withTypos)) && !unwanted.some((clause) => holds(clause, false));
    })
    .map(({ id }) => id)
    .sort();
}

/** Pages are one text: a phrase may reach over the end of a page. */
const fieldsOf = ({ title, aktenzeichen, people, body }: SearchDocument) =>
  [[title], [aktenzeichen], [people], body.map(({ text }) => text)].map((texts) => texts.flatMap(termsOf));

function satisfies(terms: readonly string[], { kind, text }: NaiveClause, withTypos: boolean): boolean {
  if (kind === 'phrase') {
    const words = termsOf(text).filter((term) => !isStopWord(term));
    const plain = terms.filter((term) => !isStopWord(term));
    return plain.some((_, at) => words.every((word, i) => plain[at + i] === word));
  }
  const [word = ''] = termsOf(text);
  return terms.some((term) => {
    if (term === word) return true;
    if (kind === 'exact' || isStopWord(word) || word.length < 2) return false;
    if (term.startsWith(word) || (word.length >= 4 && term.includes(word))) return true;
    if (!withTypos || word.length < 4 || /\d/.test(word)) return false;
    return distance(word, term) <= (word.length <= 7 ? 1 : 2);
  });
}

/** Optimal string alignment, the whole table. */
export function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j));
  for (let i = 0; i <= a.length; i++) table[i]![0] = i;
  for (let j = 0; j <= b.length; j++) table[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let cost = table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      cost = Math.min(cost, table[i - 1]![j]! + 1, table[i]![j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, table[i - 2]![j - 2]! + 1);
      table[i]![j] = cost;
    }
  }
  return table[a.length]![b.length]!;
}
