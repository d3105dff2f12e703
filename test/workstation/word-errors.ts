/**
 * Share of the words of `wanted` that were not read: words are compared as they are searched (letters and digits, case and
 * order aside), each as often as it occurs, because a letter has columns that may be read in another order.
 */
export function wordErrorRate(wanted: string, read: string): number {
  const left = new Map<string, number>();
  for (const word of wordsOf(read)) left.set(word, (left.get(word) ?? 0) + 1);
  const words = wordsOf(wanted);
  const missed = words.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
  return missed.length / words.length;
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
