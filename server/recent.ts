/** Values by key, the ones used last; `most` bounds the memory. */
export interface Recent<V> {
  /** The value of this key, made when it is not here. */
  get(key: string, make: () => V): V;
  find(key: string): V | undefined;
  put(key: string, value: V): void;
}

/** An empty one. */
export function makeRecent<V>(most: number): Recent<V> {
  const kept = new Map<string, V>();
  const put = (key: string, value: V) => {
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
  };
  const find = (key: string) => {
    const value = kept.get(key);
    // Moves to the end: the first one is the one not used for the longest time.
    if (value !== undefined) put(key, value);
    return value;
  };
  return {
    find,
    put,
    get(key, make) {
      const known = find(key);
      if (known !== undefined) return known;
      const value = make();
      put(key, value);
      return value;
    },
  };
}
