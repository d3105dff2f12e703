import { type Outbox, settleOperations, settlePulled } from './outbox-state.ts';
import type { RecordStore } from './record-store.ts';
import type { ReplicaState } from './replica-state.ts';

/** The journal's operations over the records that were just loaded: what they contain already is settled (R41). */
export function settledOutbox(journal: Outbox, store: RecordStore): Outbox {
  return settleStored(settleKnown(journal, store.state), store);
}

/** The journal does not know which acknowledged operations the pull has brought; the state row does. */
function settleKnown(journal: Outbox, state: ReplicaState): Outbox {
  const unsettled = new Set(state.unsettled);
  return settleOperations(
    journal,
    new Set([...journal.keys()].filter((n) => n <= state.settledUpTo && !unsettled.has(n))),
  );
}

/** An acknowledgement may have come after the pull and before the end of the program: no transaction noted it as settled. */
function settleStored(outbox: Outbox, { tables }: RecordStore): Outbox {
  let next = outbox;
  for (const { operation, state } of outbox.values()) {
    const table = tables[operation.ent.art];
    const row = table.row(operation.ent.id);
    if (state.kind !== 'acknowledged' || !table.isStored(row)) continue;
    next = settlePulled(next, operation.ent, table.number('$rev', row));
  }
  return next;
}
