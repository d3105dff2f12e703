/** Computes once and again only when one of the stamps (change counters, values that are replaced) is another one. */
export function memo<T>(stamps: () => readonly unknown[], compute: () => T): () => T {
  let seen: readonly unknown[] | null = null;
  let value: T;
  return () => {
    const now = stamps();
    if (!seen || now.some((stamp, index) => stamp !== seen?.[index])) {
      value = compute();
      seen = now;
    }
    return value;
  };
}
