import { useCallback, useEffect, useRef, useState } from 'react';
import type { AkteZeile, VorgangZeile } from './replica-api/akte-rows.ts';
import type { LinkZeile } from './replica-api/dokument-rows.ts';
import type { Queries } from './replica-api/live-queries.ts';
import type { VorratZeile } from './replica-api/vorrat-rows.ts';
import { useQuery } from './use-query.ts';

const step = 100;
const limit = 300;

interface Rows {
  readonly akten: AkteZeile;
  readonly vorgaenge: VorgangZeile;
  readonly arbeitsvorrat: VorratZeile;
  readonly linkbareDokumente: LinkZeile;
}
type Asked<N extends keyof Rows> = Omit<Queries[N]['input'], 'offset' | 'limit'>;

const nothing = { rows: [], offset: 0, total: 0 };

/** A long list read in windows around what is visible; rows outside are undefined until the person scrolls there. */
export interface QueryWindow<Row, Answer> {
  /** The last answer as a whole. */
  readonly answer: Answer | undefined;
  /** undefined until the first answer. */
  readonly total: number | undefined;
  readonly rowAt: (index: number) => Row | undefined;
  /** The rows that are here, and the index of the first of them. */
  readonly here: { readonly rows: readonly Row[]; readonly offset: number; readonly total: number };
  /** Every row seen so far by id, for acts on several. */
  readonly known: ReadonlyMap<string, Row>;
  readonly onVisible: (first: number, last: number) => void;
}

/** Reads the Akten, the Vorgaenge, the Dokumente to link to or the part of the Arbeitsvorrat that `asked` names. */
export function useQueryWindow<N extends keyof Rows>(
  name: N,
  asked: Asked<N>,
): QueryWindow<Rows[N], Queries[N]['output']> {
  const [offset, setOffset] = useState(0);
  const input = { ...asked, offset, limit } as Queries[N]['input'];
  const answer = useQuery(name, input) as (Queries[N]['output'] & { rows: readonly Rows[N][] }) | undefined;
  const held = useRef<{ offset: number; total: number; rows: readonly Rows[N][]; answer: unknown } | null>(null);
  const known = useRef(new Map<string, Rows[N]>());
  // useQuery keeps the old answer until the new one comes: only a fresh one belongs to the present offset.
  if (answer && answer !== held.current?.answer) {
    held.current = { offset, total: answer.total, rows: answer.rows, answer };
    for (const row of answer.rows) known.current.set(row.id, row);
  }
  const now = held.current;
  const question = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first row
  useEffect(() => setOffset(0), [question]);
  const onVisible = useCallback((first: number, last: number) => {
    setOffset((before) => {
      const isInside = first >= before && last < before + limit;
      return isInside ? before : Math.max(0, Math.floor((first - step) / step) * step);
    });
  }, []);
  return {
    answer,
    total: now?.total,
    here: now ?? nothing,
    rowAt: (index) => now?.rows[index - now.offset],
    known: known.current,
    onVisible,
  };
}
