/** After so many complete pulls, or after so long and one more, a record that was acknowledged will not come. */
const MOST_PULLS = 20;
const WAIT_MS = 10_000;

interface Waiting {
  /** Complete pulls that did not bring it. */
  readonly pulls: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** How long acknowledged operations have waited for their records: a busy server takes a moment to put them into the feed (R141). */
export class AwaitedRecords {
  #waiting: ReadonlyMap<number, Waiting> = new Map();

  /** A pull came to its end, and these operations still wait. */
  pulled(acknowledged: ReadonlySet<number>, now: number): void {
    const next = [...acknowledged].map((n) => {
      const { pulls, since } = this.#waiting.get(n) ?? { pulls: 0, since: now };
      return [n, { pulls: pulls + 1, since }] as const;
    });
    this.#waiting = new Map(next);
  }

  /** Whether nobody expects the record of this operation any more. */
  isOverdue(n: number, now: number): boolean {
    const waiting = this.#waiting.get(n);
    return waiting !== undefined && (waiting.pulls >= MOST_PULLS || now - waiting.since >= WAIT_MS);
  }
}
