/** A piece of a value; `differs` = the other value has something else in its place. */
export interface ValuePiece {
  /** Which of the three parts it is. */
  readonly at: 0 | 1 | 2;
  readonly text: string;
  readonly differs: boolean;
}

/** Where the common part ends in whole words is easier to read than where it ends in letters. */
const wordsAndGaps = /\s+|[^\s]+/g;

/**
 * What two values do not have in common: the words between their common beginning and their common end. Nothing is marked when
 * one of them is empty or they have no word in common, because then everything differs.
 */
export function markDifference(value: string, other: string): readonly ValuePiece[] {
  const mine = value.match(wordsAndGaps) ?? [];
  const theirs = other.match(wordsAndGaps) ?? [];
  const shorter = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < shorter && mine[start] === theirs[start]) start++;
  let end = 0;
  while (end < shorter - start && mine.at(-1 - end) === theirs.at(-1 - end)) end++;
  const parts: readonly ValuePiece[] = [
    { at: 0, text: mine.slice(0, start).join(''), differs: false },
    { at: 1, text: mine.slice(start, mine.length - end).join(''), differs: start + end > 0 },
    { at: 2, text: mine.slice(mine.length - end).join(''), differs: false },
  ];
  return parts.filter(({ text }) => text !== '');
}
