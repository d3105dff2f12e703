import { AppError } from '../../../shared/errors.ts';
import type { Candidate } from './best-hits.ts';
import { BODY, fieldAt } from './fields.ts';
import type { OpenBlocks } from './open-blocks.ts';
import type { SearchHit, SearchPlace } from './search-types.ts';
import type { SearchView } from './search-view.ts';
import type { Segment } from './segment.ts';
import { NOWHERE, termAt } from './segment-scores.ts';

/** What is shown, with its places. Positions are read only for matches in texts of several pages: the field says all the rest. */
export async function placeHits(
  { g, reader }: SearchView,
  candidates: readonly Candidate[],
  signal: AbortSignal | undefined,
): Promise<SearchHit[]> {
  const places = new Map<Candidate, SearchPlace>();
  const onSomePage = new Map<Segment, Candidate[]>();
  for (const candidate of candidates) {
    const { segment, doc, at, field } = candidate;
    const place = at > NOWHERE ? segment.docs.placeOf(doc, at) : segment.docs.placeOfField(doc, field);
    if (place) places.set(candidate, place);
    else onSomePage.set(segment, [...(onSomePage.get(segment) ?? []), candidate]);
  }
  for (const [segment, some] of onSomePage) {
    const blocks = await reader.load(g, segment, blocksFor(segment, some));
    signal?.throwIfAborted();
    for (const [term, wanted] of byTerm(some)) {
      for (const [candidate, position] of firstInText(segment, blocks, term, wanted)) {
        places.set(candidate, segment.docs.placeOf(candidate.doc, position));
      }
    }
  }
  return candidates.map((candidate) => {
    const { id, score, segment, doc } = candidate;
    const place = places.get(candidate);
    if (!place) throw new AppError('replica-damaged');
    return { id, akte: segment.docs.aktes[doc] ?? null, score, place };
  });
}

function blocksFor({ terms }: Segment, some: readonly Candidate[]): number[] {
  const numbers = some.flatMap(({ at }) => [terms.blockOf(termAt(at)), terms.positionBlockOf(termAt(at))]);
  return [...new Set(numbers)];
}

/** The candidates of each term by their documents. */
function byTerm(some: readonly Candidate[]): Map<number, Map<number, Candidate>> {
  const terms = new Map<number, Map<number, Candidate>>();
  for (const candidate of some) {
    const term = termAt(candidate.at);
    terms.set(term, (terms.get(term) ?? new Map<number, Candidate>()).set(candidate.doc, candidate));
  }
  return terms;
}

/** Where a term first stands in the texts of some documents. */
function* firstInText(
  { docs }: Segment,
  blocks: OpenBlocks,
  term: number,
  wanted: ReadonlyMap<number, Candidate>,
): Generator<readonly [Candidate, number]> {
  const reader = blocks.occurrences(term);
  let left = wanted.size;
  while (left > 0 && reader.next()) {
    const candidate = wanted.get(reader.doc);
    if (!candidate) continue;
    left--;
    const positions = reader.positions.subarray(0, reader.frequency);
    const position = positions.find((one) => fieldAt(docs.fieldStarts, reader.doc, one) === BODY);
    if (position !== undefined) yield [candidate, position];
  }
}
