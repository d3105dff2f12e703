/** The part of a list that is on hand. */
export interface HereRows<Row> {
  readonly rows: readonly Row[];
  /** Index of the first of them in the whole list, which has `total`. */
  readonly offset: number;
  readonly total: number;
}

/** The selected row and where it stands in the whole list. */
export interface FollowedRow<Row> {
  readonly index: number;
  readonly row: Row | undefined;
  readonly question: string;
}

/**
 * The selected row after the list changed. One that left the list gives way to the one that took its place, so that a person
 * who clears a list goes on where she was; one that was only scrolled away stays. `question`: what the list answers; another
 * one begins at its first row.
 */
export function followRow<Row extends { readonly id: string }>(
  before: FollowedRow<Row>,
  { rows, offset, total }: HereRows<Row>,
  current: string | null,
  question: string,
): FollowedRow<Row> {
  const found = rows.findIndex(({ id }) => id === current);
  if (found >= 0) return { index: offset + found, row: rows[found], question };
  const { index, row } = before.question === question ? before : { index: 0, row: undefined };
  const isAway = index < offset || (index >= offset + rows.length && offset + rows.length < total);
  return { index, row: isAway ? row : rows[Math.min(index - offset, rows.length - 1)], question };
}
