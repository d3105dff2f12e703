import { useRef } from 'react';

/** The part of a list that is here. */
interface HereRows<Row> {
  readonly rows: readonly Row[];
  /** Index of the first of them in the whole list, which has `total`. */
  readonly offset: number;
  readonly total: number;
}

/**
 * The selected row. One that left the list gives way to the one that took its place, so that a person who clears a list goes on
 * where she was; one that was only scrolled away stays. `question`: what the list answers; another one begins at its first row.
 */
export function useSelectedRow<Row extends { readonly id: string }>(
  { rows, offset, total }: HereRows<Row>,
  current: string | null,
  question: string,
): Row | undefined {
  const last = useRef<{ index: number; row: Row | undefined; question: string }>({
    index: 0,
    row: undefined,
    question,
  });
  const at = rows.findIndex(({ id }) => id === current);
  if (at >= 0) last.current = { index: offset + at, row: rows[at], question };
  else if (last.current.question !== question) last.current = { index: 0, row: undefined, question };
  return at >= 0 ? rows[at] : successorOf(last.current, { rows, offset, total });
}

function successorOf<Row>(
  { index, row }: { readonly index: number; readonly row: Row | undefined },
  { rows, offset, total }: HereRows<Row>,
): Row | undefined {
  const isAway = index < offset || (index >= offset + rows.length && offset + rows.length < total);
  return isAway ? row : rows[Math.min(index - offset, rows.length - 1)];
}
