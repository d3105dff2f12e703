import { NO_FIELD } from './fields.ts';
import type { Segment } from './segment.ts';
import { NOWHERE, type Place, type SegmentScores } from './segment-scores.ts';

/** A document that may be shown. */
export interface Candidate {
  readonly id: string;
  readonly score: number;
  readonly segment: Segment;
  readonly doc: number;
  /** Where its best match stands, and in which field. */
  readonly at: Place;
  readonly field: number;
}

/** Keeps the best of many: higher scores first, then by id, so that the same question has the same answer. */
export class BestHits {
  readonly #room: number;
  readonly #best: Candidate[] = [];
  total = 0;

  constructor(room: number) {
    this.#room = room;
  }

  add({ segment, scores, places, placeFields }: SegmentScores, doc: number): void {
    this.total++;
    const score = scores[doc] ?? 0;
    const worst = this.#best.at(-1);
    const isFull = this.#best.length >= this.#room;
    if (isFull && (!worst || score < worst.score)) return;
    const at = places[doc] ?? NOWHERE;
    const field = at === NOWHERE ? NO_FIELD : (placeFields[doc] ?? NO_FIELD);
    const candidate = { id: segment.docs.ids[doc] ?? '', score, segment, doc, at, field };
    if (isFull && worst && !isBetter(candidate, worst)) return;
    let low = 0;
    let high = this.#best.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#best[middle];
      if (other && isBetter(other, candidate)) low = middle + 1;
      else high = middle;
    }
    this.#best.splice(low, 0, candidate);
    if (this.#best.length > this.#room) this.#best.pop();
  }

  /** The best ones behind the first `offset`, best first. */
  behind(offset: number): readonly Candidate[] {
    return this.#best.slice(offset);
  }
}

function isBetter(a: Candidate, b: Candidate): boolean {
  return a.score === b.score ? a.id < b.id : a.score > b.score;
}
