/** How long something is kept and why: each part of the derivation, days as `YYYY-MM-DD`. */
export interface Aufbewahrung {
  /** 1 January after the year in which it was closed. */
  readonly beginn: string;
  readonly jahre: number;
  /** From this day on it may be offered to the archive or destroyed. */
  readonly aussonderbarAb: string;
}

/** The Aufbewahrung runs from the end of the year in which something was closed (a day, `YYYY-MM-DD`; A40). */
export function beginOfAufbewahrung(closed: string): string {
  return `${String(Number(closed.slice(0, 4)) + 1).padStart(4, '0')}-01-01`;
}

/** The end of an Aufbewahrung of so many whole years (A40). */
export function findAufbewahrung(beginn: string, jahre: number): Aufbewahrung {
  const year = String(Number(beginn.slice(0, 4)) + jahre).padStart(4, '0');
  return { beginn, jahre, aussonderbarAb: `${year}${beginn.slice(4)}` };
}
