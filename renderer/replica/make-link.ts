import type { Change } from '../../shared/change.ts';
import { makeChange } from './make-change.ts';
import type { Replica } from './replica.ts';

/** A change of what a Vorgang or Dokument refers to; `akte` absent: where the record lies. */
export function makeLink(
  replica: Replica,
  { art, id, akte }: { readonly art: 'vorgang' | 'dokument'; readonly id: string; readonly akte?: string | null },
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
): Change {
  const table = replica.tables[art];
  return makeChange(replica, {
    akte: akte === undefined ? table.akte(table.row(id)) : akte,
    intent: 'link',
    ent: { art, id },
    set: {},
    add: { verweise: [...add] },
    remove: { verweise: [...remove] },
  });
}
