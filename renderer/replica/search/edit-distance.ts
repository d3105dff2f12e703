/** How many differences count as a typing error in a word of so many letters; none in short words and numbers. */
export function allowedEdits(word: string): number {
  if (word.length < 4 || /\p{N}/u.test(word)) return 0;
  return word.length <= 7 ? 1 : 2;
}

const LETTERS = 80;
let before = new Uint8Array(LETTERS);
let last = new Uint8Array(LETTERS);
let row = new Uint8Array(LETTERS);

/**
 * Whether `word` becomes `text[start, end)` by at most `edits` insertions, deletions, replacements and swaps of neighbours
 * (optimal string alignment, only the band around the diagonal). Words have at most 64 letters.
 */
export function isWithin(edits: number, word: string, text: string, start = 0, end = text.length): boolean {
  const length = end - start;
  if (Math.abs(length - word.length) > edits) return false;
  for (let j = 0; j <= Math.min(length, edits + 1); j++) last[j] = j;
  for (let i = 1; i <= word.length; i++) {
    const from = Math.max(1, i - edits);
    const to = Math.min(length, i + edits);
    const letter = word.charCodeAt(i - 1);
    row[from - 1] = from === 1 ? i : edits + 1;
    // The cell above the band's end belongs to no earlier row.
    if (to === i + edits) last[to] = edits + 1;
    let best = row[from - 1] ?? 0;
    for (let j = from; j <= to; j++) {
      const other = text.charCodeAt(start + j - 1);
      let cost = (last[j - 1] ?? 0) + (letter === other ? 0 : 1);
      cost = Math.min(cost, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const isSwap = i > 1 && j > 1 && letter === text.charCodeAt(start + j - 2) && word.charCodeAt(i - 2) === other;
      if (isSwap) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row[j] = cost;
      if (cost < best) best = cost;
    }
    if (best > edits) return false;
    const free = before;
    before = last;
    last = row;
    row = free;
  }
  return (last[length] ?? edits + 1) <= edits;
}
