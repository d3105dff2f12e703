import { useRef } from 'react';
import { type FollowedRow, followRow, type HereRows } from './follow-row.ts';

/** The selected row of a list of which `here` is on hand; see {@link followRow}. */
export function useSelectedRow<Row extends { readonly id: string }>(
  here: HereRows<Row>,
  current: string | null,
  question: string,
): Row | undefined {
  const last = useRef<FollowedRow<Row>>({ index: 0, row: undefined, question });
  last.current = followRow(last.current, here, current, question);
  return last.current.row;
}
