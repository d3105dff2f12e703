/** Computes once and again only when one of the change counters moved. */
export function memo<T>(counters: () => readonly number[], compute: () => T): () => T {
  let seen: readonly number[] | null = null;
  let value: T;
  return () => {
    const now = counters();
    if (!seen || now.some((counter, index) => counter !== seen?.[index])) {
      value = compute();
      seen = now;
    }
    return value;
  };
}
