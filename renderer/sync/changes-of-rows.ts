import type { DatensatzArt } from '../../shared/akte.ts';
import type { PullRow } from '../../shared/sync-protocol.ts';
import { recordKey } from '../replica/outbox-state.ts';
import type { RecordChange } from '../replica/record-store.ts';

/** What the replica holds when the rows come. */
interface Held {
  /** Revision of a record that is stored; null when it is not. */
  readonly revOf: (art: DatensatzArt, id: string) => number | null;
  /** Up to this sequence rows come once more: those that are here already change nothing. */
  readonly rereadUpTo: number;
}

/**
 * What rows of the feed do to the replica's records, in order. A grant brings an Akte as it is now, and rows that were still
 * waiting then come behind it: a record that is here newer stays (S117), also when the newer one came with the same rows.
 */
export function changesOfRows(rows: readonly PullRow[], { revOf, rereadUpTo }: Held): RecordChange[] {
  const came = new Map<string, number | null>();
  const changes: RecordChange[] = [];
  for (const row of rows) {
    if (row.k === 'gone') {
      came.set(recordKey(row.art, row.id), null);
      changes.push({ art: row.art, id: row.id, record: null });
    }
    if (row.k !== 'put') continue;
    const { art, id, rev } = row.d;
    const key = recordKey(art, id);
    const sameBatch = came.get(key);
    const held = sameBatch === undefined ? revOf(art, id) : sameBatch;
    const isReread = sameBatch === undefined && row.s <= rereadUpTo;
    if (held !== null && (isReread ? held >= rev : held > rev)) continue;
    came.set(key, rev);
    changes.push({ art, id, record: row.d });
  }
  return changes;
}
