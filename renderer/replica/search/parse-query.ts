import { termsOf } from './analyse.ts';
import { isStopWord } from './stop-words.ts';

/** One condition of a query, its words folded. */
export type Clause =
  /** The word, words that begin with it, compounds that contain it. */
  | { readonly kind: 'word'; readonly word: string }
  /** The word itself. */
  | { readonly kind: 'exact'; readonly word: string }
  /** At least two words that follow each other, stop words left out. */
  | { readonly kind: 'phrase'; readonly words: readonly string[] };

/** A document is found when all of `wanted` and none of `unwanted` hold. Nothing is found without anything wanted. */
export interface ParsedQuery {
  readonly wanted: readonly Clause[];
  readonly unwanted: readonly Clause[];
}

/** Conditions of one query at most; what follows is left out. */
const MOST_CLAUSES = 32;
const PART = /(-?)"([^"]*)(?:"|$)|(\S+)/g;

/** Reads what a person typed; never fails. A quotation mark that is not closed yet reaches to the end. */
export function parseQuery(query: string): ParsedQuery {
  const wanted: Clause[] = [];
  const unwanted: Clause[] = [];
  const parts = query.replace(/[„“”«»‟″]/g, '"').matchAll(PART);
  for (const [, minus, quoted, bare = ''] of parts) {
    const isUnwanted = quoted === undefined ? bare.length > 1 && bare.startsWith('-') : minus === '-';
    const clauses = quoted === undefined ? bareClauses(bare) : quotedClauses(quoted);
    if (!isUnwanted) wanted.push(...clauses);
    // Several are stop words of one phrase; leaving out what has any of them would leave out nearly everything.
    else if (clauses.length === 1) unwanted.push(...clauses);
  }
  return { wanted: wanted.slice(0, MOST_CLAUSES), unwanted: unwanted.slice(0, MOST_CLAUSES) };
}

/** E-Mail is two words, so it is a phrase. */
function bareClauses(text: string): Clause[] {
  const [first, ...more] = termsOf(text);
  if (first === undefined) return [];
  if (more.length > 0) return quotedClauses(text);
  return [{ kind: isStopWord(first) ? 'exact' : 'word', word: first }];
}

function quotedClauses(text: string): Clause[] {
  const terms = termsOf(text);
  const words = terms.filter((term) => !isStopWord(term));
  if (words.length > 1) return [{ kind: 'phrase', words }];
  return (words.length === 1 ? words : terms).map((word) => ({ kind: 'exact', word }));
}
