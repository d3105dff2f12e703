/**
 * What `work` makes of each item, in order; up to `ahead` later ones are under way meanwhile. A failure is thrown when its turn
 * comes; what is under way behind it goes unheard.
 */
export async function* workAhead<I, T>(
  items: Iterable<I> | AsyncIterable<I>,
  ahead: number,
  work: (item: I, index: number) => Promise<T>,
): AsyncGenerator<T> {
  const begun: Promise<T>[] = [];
  let index = 0;
  for await (const item of items) {
    const one = work(item, index++);
    one.catch(() => undefined);
    begun.push(one);
    const first = begun.length > ahead ? begun.shift() : undefined;
    if (first) yield await first;
  }
  for (const one of begun) yield await one;
}
