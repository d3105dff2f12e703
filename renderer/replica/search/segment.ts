import { deflate, inflate } from '../deflate.ts';
import type { SealedRow, Sealer } from '../seal.ts';
import { type Dictionary, decodeTerms } from './dictionary.ts';
import { type DocTable, decodeDocs } from './doc-table.ts';
import { openBytes, type SearchTable, sealBytes } from './search-rows.ts';
import type { SearchState, SegmentPlace } from './search-state.ts';
import type { SegmentContent } from './segment-content.ts';

/** A segment as searches see it. Nothing in it changes; a removal makes another one with the same tables. */
export interface Segment {
  readonly place: SegmentPlace;
  readonly docs: DocTable;
  readonly terms: Dictionary;
  /** One per document, 1 when it was removed. */
  readonly deleted: Uint8Array;
}

/** Seals a segment as rows from `state.nextRow`. */
export async function sealSegmentRows(
  sealer: Sealer,
  state: Pick<SearchState, 'g' | 'nextRow'>,
  content: SegmentContent,
): Promise<{ readonly segment: Segment; readonly rows: readonly SealedRow[] }> {
  const firstRow = state.nextRow;
  const parts = [await deflate(content.docs), await deflate(content.terms), ...content.blocks];
  const rows = await Promise.all(parts.map((bytes, i) => sealBytes(sealer, { id: firstRow + i, g: state.g }, bytes)));
  const place: SegmentPlace = {
    firstRow,
    blocks: content.blocks.length,
    documents: content.documents,
    bytes: rows.reduce((sum, { b }) => sum + b.length, 0),
    deleted: [],
    isRevoked: false,
  };
  return { segment: inMemory(place, decodeDocs(content.docs), decodeTerms(content.terms)), rows };
}

/** A segment from disk; its blocks stay there. Throws AppError 'replica-damaged'. */
export async function loadSegment(
  table: SearchTable,
  sealer: Sealer,
  { g, place }: { readonly g: number; readonly place: SegmentPlace },
): Promise<Segment> {
  const ids = [place.firstRow, place.firstRow + 1];
  const rows = await table.bulkGet(ids);
  const [docs, terms] = await Promise.all(
    ids.map(async (id, i) => inflate(await openBytes(sealer, { id, g }, rows[i]))),
  );
  return inMemory(place, decodeDocs(docs ?? new Uint8Array()), decodeTerms(terms ?? new Uint8Array()));
}

/** The same segment with more documents removed. */
export function withDeleted(segment: Segment, docs: Iterable<number>, isRevoked: boolean): Segment {
  const deleted = [...new Set([...segment.place.deleted, ...docs])].sort((a, b) => a - b);
  const place = { ...segment.place, deleted, isRevoked: isRevoked || segment.place.isRevoked };
  return inMemory(place, segment.docs, segment.terms);
}

/** Documents that are found. */
export function liveCount({ place }: Segment): number {
  return place.documents - place.deleted.length;
}

function inMemory(place: SegmentPlace, docs: DocTable, terms: Dictionary): Segment {
  const deleted = new Uint8Array(place.documents);
  for (const doc of place.deleted) deleted[doc] = 1;
  return { place, docs, terms, deleted };
}
