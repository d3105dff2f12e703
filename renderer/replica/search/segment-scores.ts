import { fieldWeights } from './fields.ts';
import type { Segment } from './segment.ts';

const K1 = 1.2;
const B = 0.75;
const EXCLUDED = 255;

/** How a term or a phrase stands in a document. */
export interface Occurrences {
  /** What all of them count together by their fields. */
  readonly weight: number;
  /** Number of the weightiest field with one of them; NO_FIELD when the index does not know. */
  readonly field: number;
}

/** Where the best match of a document stands: a position, below NOWHERE a term whose positions tell, or NOWHERE. */
export type Place = number;
export const NOWHERE: Place = -1;
/** At the positions of a term, by its number in the dictionary. */
export const inTerm = (index: number): Place => NOWHERE - 1 - index;
/** The inverse of {@link inTerm}. */
export const termAt = (place: Place): number => NOWHERE - 1 - place;

/** One entry per document of a segment. */
interface ScoreArrays {
  readonly scores: Float32Array;
  readonly places: Int32Array;
  readonly placeFields: Uint8Array;
  readonly placeWeights: Float32Array;
  readonly levels: Uint8Array;
}

/** Arrays that searches gave back: otherwise each would leave 14 bytes of garbage per document. */
const spare: ScoreArrays[] = [];
const MOST_SPARE = 2;

/** How documents satisfy the conditions of a query, one segment at a time. */
export class SegmentScores {
  readonly segment: Segment;
  readonly scores: Float32Array;
  /** {@link Place} of the match in the weightiest field. */
  readonly places: Int32Array;
  /** That field. */
  readonly placeFields: Uint8Array;
  /** Conditions satisfied so far; EXCLUDED for what must not be found. */
  readonly #levels: Uint8Array;
  readonly #placeWeights: Float32Array;
  readonly #averageLength: number;
  readonly #arrays: ScoreArrays;
  #level = 0;

  constructor(segment: Segment, averageLength: number) {
    this.segment = segment;
    this.#averageLength = averageLength;
    this.#arrays = takeArrays(segment.docs.count);
    this.scores = this.#arrays.scores;
    this.places = this.#arrays.places;
    this.placeFields = this.#arrays.placeFields;
    this.#placeWeights = this.#arrays.placeWeights;
    this.#levels = this.#arrays.levels;
    for (const doc of segment.place.deleted) this.#levels[doc] = EXCLUDED;
  }

  /** Gives the arrays to the next search; nothing of this is read any more. */
  giveBack(): void {
    if (spare.length < MOST_SPARE) spare.push(this.#arrays);
  }

  exclude(doc: number): void {
    this.#levels[doc] = EXCLUDED;
  }

  /** The next condition begins: only documents that satisfied all before can satisfy it. */
  nextClause(): void {
    this.#level++;
  }

  /** The document satisfies the present condition with a term or phrase; `weight` by its rarity and kind. */
  match(doc: number, weight: number, { weight: frequency, field }: Occurrences, place: Place): void {
    const level = this.#levels[doc] ?? EXCLUDED;
    if (level !== this.#level && level !== this.#level - 1) return;
    this.#levels[doc] = this.#level;
    const placeWeight = Math.fround(weight * (fieldWeights[field] ?? 0));
    if (placeWeight > (this.#placeWeights[doc] ?? 0)) {
      this.#placeWeights[doc] = placeWeight;
      this.places[doc] = place;
      this.placeFields[doc] = field;
    }
    const length = (this.segment.docs.lengths[doc] ?? 0) / this.#averageLength;
    const gain = (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * length));
    this.scores[doc] = (this.scores[doc] ?? 0) + weight * gain;
  }

  /** Whether every condition so far holds. */
  isFound(doc: number): boolean {
    return this.#levels[doc] === this.#level;
  }
}

/** Arrays for at least `count` documents; for so many they are as new. */
function takeArrays(count: number): ScoreArrays {
  const used = spare.pop();
  if (!used || used.levels.length < count) {
    return {
      scores: new Float32Array(count),
      places: new Int32Array(count).fill(NOWHERE),
      placeFields: new Uint8Array(count),
      placeWeights: new Float32Array(count),
      levels: new Uint8Array(count),
    };
  }
  used.scores.fill(0, 0, count);
  used.places.fill(NOWHERE, 0, count);
  used.placeWeights.fill(0, 0, count);
  used.levels.fill(0, 0, count);
  return used;
}
