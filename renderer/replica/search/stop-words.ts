/**
 * Articles, prepositions, conjunctions and auxiliaries, folded: two of five words of a text. The index knows in which
 * documents they stand but not where, and phrases pass over them (decision 0041). "nicht", "kein" and "ohne" are none.
 */
const stopWords = new Set(
  [
    'der die das den dem des ein eine einer eines einem einen und oder sowie',
    'in im ins an am ans auf aus bei beim mit nach von vom vor zu zum zur fur uber unter durch um bis per seit wegen',
    'als auch dass daher da wenn wie so wo sich es er sie ihr ihm ihn ihre ihrer ihren ihrem wir uns ich',
    'ist sind war waren sein wird werden wurde wurden worden hat haben hatte kann konnen soll sollen',
    'diese dieser dieses diesem diesen welche welcher welches nur noch',
  ]
    .join(' ')
    .split(' '),
);

/** Whether a folded term is a word of form only. */
export function isStopWord(term: string): boolean {
  return term.length <= 7 && stopWords.has(term);
}
