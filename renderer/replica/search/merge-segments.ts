import { type Breathe, TERMS_AT_ONCE } from './build-segment.ts';
import type { OccurrenceReader, OpenBlocks } from './open-blocks.ts';
import { PostingList } from './posting-list.ts';
import type { Segment } from './segment.ts';
import { liveCount } from './segment.ts';
import { SEGMENT_DOCUMENTS, type SegmentContent, SegmentWriter } from './segment-content.ts';

/** Segments of about one size that are merged into one. */
const FAN_OUT = 4;
const SMALLEST = 256;
/** A segment with more removed documents than this share is written anew. */
const DEAD_SHARE = 0.25;

/**
 * Which segments to write anew as one, null when all is well: those of a revoked Akte first, then those with much that is
 * removed, then four of about one size. So each document is written about once per size, and there are few segments.
 */
export function chooseMerge(segments: readonly Segment[]): readonly Segment[] | null {
  const alone = segments.find(({ place }) => place.isRevoked || place.deleted.length > place.documents * DEAD_SHARE);
  if (alone) return [alone];
  const sizes = new Map<number, Segment[]>();
  for (const segment of segments) {
    const size = sizeClass(liveCount(segment));
    sizes.set(size, [...(sizes.get(size) ?? []), segment]);
  }
  for (const [, same] of [...sizes].sort(([a], [b]) => a - b)) {
    const fitting = same.length < FAN_OUT ? [] : thatFit(same);
    if (fitting.length > 1) return fitting;
  }
  return null;
}

/** The living documents of segments as one segment. `blocks` = all blocks of each. */
export async function mergeSegments(
  inputs: readonly { readonly segment: Segment; readonly blocks: OpenBlocks }[],
  breathe: Breathe,
): Promise<SegmentContent> {
  const rows = inputs.flatMap(({ segment: { docs, deleted } }) =>
    docs.ids.flatMap((_, doc) => (deleted[doc] ? [] : docs.row(doc))),
  );
  const numbers = newNumbers(inputs.map(({ segment }) => segment));
  const writer = new SegmentWriter(rows);
  const list = new PostingList();
  const heads = inputs.map(({ segment }) => ({ index: 0, term: firstTerm(segment) }));
  for (;;) {
    let least: string | null = null;
    for (const { term } of heads) if (term !== null && (least === null || term < least)) least = term;
    if (least === null) return writer.finish();
    list.clear();
    inputs.forEach(({ segment, blocks }, i) => {
      const head = heads[i];
      const docOf = numbers[i];
      if (!docOf || head?.term !== least) return;
      copyOccurrences(blocks.occurrences(head.index), list, docOf);
      head.index++;
      head.term = head.index < segment.terms.size ? segment.terms.term(head.index) : null;
    });
    writer.add(least, list);
    if (writer.termCount % TERMS_AT_ONCE === 0) await breathe();
  }
}

/** `docOf` says under which number a document goes on, below 0 for none. */
function copyOccurrences(reader: OccurrenceReader, list: PostingList, docOf: Int32Array): void {
  while (reader.next()) {
    const doc = docOf[reader.doc] ?? -1;
    if (doc < 0) continue;
    list.addDocument(doc);
    for (let i = 0; i < reader.frequency; i++) list.addPosition(reader.positions[i] ?? 0);
  }
}

function firstTerm({ terms }: Segment): string | null {
  return terms.size > 0 ? terms.term(0) : null;
}

/** For each segment the new number of each document, -1 for a removed one. */
function newNumbers(segments: readonly Segment[]): Int32Array[] {
  let next = 0;
  return segments.map(({ deleted }) => Int32Array.from(deleted, (isDeleted) => (isDeleted ? -1 : next++)));
}

/** 0 for up to 256 documents, one more for every factor of four. */
function sizeClass(documents: number): number {
  let size = 0;
  for (let limit = SMALLEST; documents >= limit; limit *= FAN_OUT) size++;
  return size;
}

/** In the order of the index, as many as one segment can hold. */
function thatFit(segments: readonly Segment[]): Segment[] {
  let documents = 0;
  return segments.filter((segment) => {
    const fits = documents + liveCount(segment) <= SEGMENT_DOCUMENTS;
    if (fits) documents += liveCount(segment);
    return fits;
  });
}
