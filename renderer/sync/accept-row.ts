import type { PullRow } from '../../shared/sync-protocol.ts';

/** What one pulled line means for a replica that stands at `cursor`. */
export type Acceptance =
  | { readonly kind: 'apply'; readonly cursor: number }
  /** Already contained in the replica: a repeated batch (I11). */
  | { readonly kind: 'duplicate' }
  /** A line between `cursor` and this one is missing, or the line contradicts itself. */
  | { readonly kind: 'gap' };

/** S4: a line counts only if the sequence visible before it is exactly where the replica stands, so none can be missing. */
export function decideRow(cursor: number, row: Pick<PullRow, 's' | 'p'>): Acceptance {
  if (row.s <= cursor) return { kind: 'duplicate' };
  if (row.p !== cursor) return { kind: 'gap' };
  return { kind: 'apply', cursor: row.s };
}
