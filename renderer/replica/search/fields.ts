import type { SearchField } from './search-types.ts';

/** The fields in the order in which their positions follow each other in a document. */
export const fieldOrder = ['title', 'aktenzeichen', 'people', 'body'] as const satisfies readonly SearchField[];
/** What an occurrence counts, in the order of the fields: a word of a title says more than one of the text. */
export const fieldWeights = [4, 5, 2.5, 1] as const;
/** Numbers of the fields, the weightiest one first. */
const weightiestFirst = [1, 0, 2, 3] as const;

export const BODY = 3;
/** The field of a stop word: the index does not know where it stands. */
export const NO_FIELD = 255;

/** Where a position of a document lies; `starts` has three entries per document, the first positions of the later fields. */
export function fieldAt(starts: Uint32Array, doc: number, position: number): number {
  const at = doc * 3;
  if (position >= (starts[at + 2] ?? 0)) return BODY;
  if (position >= (starts[at + 1] ?? 0)) return 2;
  return position >= (starts[at] ?? 0) ? 1 : 0;
}

/** What occurrences count together, by how many there are in each field. */
export function weightOf(counts: Uint32Array): number {
  let sum = 0;
  for (let field = 0; field <= BODY; field++) sum += (counts[field] ?? 0) * (fieldWeights[field] ?? 1);
  return sum;
}

/** The weightiest field that has any. */
export function weightiestField(counts: Uint32Array): number {
  return weightiestFirst.find((field) => (counts[field] ?? 0) > 0) ?? NO_FIELD;
}
