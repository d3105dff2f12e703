import { openRow, type SealedRow, type Sealer, sealRow } from '../seal.ts';

/** Written anew when the bytes of the rows, the terms or the stop words change: an older index is built again. */
const LAYOUT = 2;
/** Id of the state row. */
export const STATE_ROW = 0;

/** Where a segment lies: row `firstRow` holds its documents, the next its terms, then come its blocks. */
export interface SegmentPlace {
  readonly firstRow: number;
  readonly blocks: number;
  readonly documents: number;
  /** Sealed bytes of its rows. */
  readonly bytes: number;
  /** Documents that were removed or replaced since, ascending. */
  readonly deleted: readonly number[];
  /** The deleted ones belonged to a revoked Akte: the segment is written anew at once, not some day. */
  readonly isRevoked: boolean;
}

/** What the index consists of: the one row that says which rows count. Written in the same transaction as they are. */
export interface SearchState {
  readonly layout: number;
  /** Number of this index, by chance, part of every row. */
  readonly g: number;
  readonly nextRow: number;
  readonly segments: readonly SegmentPlace[];
}

/** The state of an empty index. */
export function emptySearchState(): SearchState {
  const [g = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { layout: LAYOUT, g, nextRow: STATE_ROW + 1, segments: [] };
}

export function sealSearchState(sealer: Sealer, state: SearchState): Promise<SealedRow> {
  return sealRow(sealer, 'search-state', STATE_ROW, state.g, state);
}

/** The state; null when it is missing, cannot be opened or is of another layout. */
export async function openSearchState(sealer: Sealer, row: SealedRow | undefined): Promise<SearchState | null> {
  if (!row) return null;
  const state = await openRow(sealer, 'search-state', row).then(
    (value) => value as SearchState,
    () => null,
  );
  return state?.layout === LAYOUT ? state : null;
}

/** Rows that belong to a segment. */
export function rowsOf({ firstRow, blocks }: Pick<SegmentPlace, 'firstRow' | 'blocks'>): number[] {
  return Array.from({ length: blocks + 2 }, (_, i) => firstRow + i);
}
