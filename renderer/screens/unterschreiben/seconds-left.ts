interface Course {
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
}

/** How long the rest will take at the pace so far, seconds rounded up to fives; null while nobody can tell. */
export function secondsLeft({ done, total, elapsedMs }: Course): number | null {
  if (done < 3 || elapsedMs < 1_000 || done >= total) return null;
  return Math.ceil(((total - done) * elapsedMs) / done / 5_000) * 5;
}
