import type { Datensatz, DatensatzArt } from '../../shared/akte.ts';
import type { Operation } from '../../shared/change.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { overlayChanges } from '../../shared/merge.ts';
import type { PushResult } from '../../shared/sync-protocol.ts';
import type { Journalled } from '../../shared/worker-port.ts';

/**
 * The life of an operation as this device knows it: waiting -> acknowledged (the record then has at least revision `rev`)
 * -> settled (the pulled record contains it); or waiting -> rejected (with `code`) -> closed (a person dealt with it).
 */
export type OperationState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'acknowledged'; readonly rev: number }
  | { readonly kind: 'settled' }
  | { readonly kind: 'rejected'; readonly code: ErrorCode }
  | { readonly kind: 'closed' };

export interface OutboxEntry {
  readonly operation: Operation;
  readonly state: OperationState;
}

/** Every operation that main's journal still holds, by n ascending. */
export type Outbox = ReadonlyMap<number, OutboxEntry>;

/** The outbox as main's journal tells it. */
export function outboxFromJournal(journalled: readonly Journalled[]): Outbox {
  const sorted = [...journalled].sort((a, b) => a.operation.n - b.operation.n);
  let outbox: Outbox = new Map(
    sorted.map(({ operation }) => [operation.n, { operation, state: { kind: 'waiting' } } as const]),
  );
  for (const { operation, result, closed } of sorted) {
    if (result) outbox = decideOperation(outbox, { ...result, n: operation.n });
    if (closed) outbox = closeOperation(outbox, operation.n);
  }
  return outbox;
}

/** The outbox with newly journalled operations at its end. */
export function addOperations(outbox: Outbox, operations: readonly Operation[]): Outbox {
  const next = new Map(outbox);
  for (const operation of operations) next.set(operation.n, { operation, state: { kind: 'waiting' } });
  return next;
}

/**
 * The outbox after the server's word on one operation. A gap decides nothing; a word on an unknown or closed operation
 * changes nothing; a second word replaces the first (a restored server decides anew).
 */
export function decideOperation(outbox: Outbox, result: PushResult): Outbox {
  const entry = outbox.get(result.n);
  if (!entry || entry.state.kind === 'closed' || result.status === 'gap') return outbox;
  const state: OperationState =
    result.status === 'rejected' ? { kind: 'rejected', code: result.code } : { kind: 'acknowledged', rev: result.rev };
  return new Map(outbox).set(result.n, { ...entry, state });
}

/** The outbox after a person discarded or retried a rejected operation; others cannot be closed. */
export function closeOperation(outbox: Outbox, n: number): Outbox {
  const entry = outbox.get(n);
  if (entry?.state.kind !== 'rejected') return outbox;
  return new Map(outbox).set(n, { ...entry, state: { kind: 'closed' } });
}

/**
 * The outbox after a record was pulled: the acknowledged operations on it that its revision contains are settled.
 * `pulledRev` is Infinity when the record is gone.
 */
export function settlePulled(outbox: Outbox, ent: Operation['ent'], pulledRev: number): Outbox {
  const passed = [...outbox.values()].filter(
    ({ operation, state }) =>
      operation.ent.art === ent.art &&
      operation.ent.id === ent.id &&
      state.kind === 'acknowledged' &&
      state.rev <= pulledRev,
  );
  return settleOperations(outbox, new Set(passed.map(({ operation }) => operation.n)));
}

/** The outbox with these operations settled, as far as they are acknowledged. */
export function settleOperations(outbox: Outbox, numbers: ReadonlySet<number>): Outbox {
  if (numbers.size === 0) return outbox;
  const next = new Map(outbox);
  for (const n of numbers) {
    const entry = next.get(n);
    if (entry?.state.kind === 'acknowledged') next.set(n, { ...entry, state: { kind: 'settled' } });
  }
  return next;
}

/**
 * Whether an operation still has to be shown on top of the pulled record: while it waits, and after the acknowledgement
 * until the pull has brought it, so that a person never sees her own change flicker away. Rejected ones show in Ausgang.
 */
export function isOverlaid({ state }: OutboxEntry): boolean {
  return state.kind === 'waiting' || state.kind === 'acknowledged';
}

/** Key of one record in the maps of this folder. */
export function recordKey(art: DatensatzArt, id: string): string {
  return `${art}:${id}`;
}

/** The inverse of {@link recordKey}. */
export function parseRecordKey(key: string): Operation['ent'] {
  const at = key.indexOf(':');
  return { art: key.slice(0, at) as DatensatzArt, id: key.slice(at + 1) };
}

/** Operations to lay over the pulled records, by {@link recordKey}, each list in order of n. */
export function overlays(outbox: Outbox): ReadonlyMap<string, readonly Operation[]> {
  const result = new Map<string, Operation[]>();
  for (const entry of [...outbox.values()].sort((a, b) => a.operation.n - b.operation.n)) {
    if (!isOverlaid(entry)) continue;
    const key = recordKey(entry.operation.ent.art, entry.operation.ent.id);
    const list = result.get(key);
    if (list) list.push(entry.operation);
    else result.set(key, [entry.operation]);
  }
  return result;
}

const creating: ReadonlySet<Operation['intent']> = new Set([
  'create-akte',
  'create-vorgang',
  'set-stempelart',
  'create-dokument',
  'add-version',
  'add-ereignis',
  'add-primaerdokument',
  'hand-over',
  'dispatch',
  'set-frist',
  'add-schritt',
  'add-zeichnung',
]);

/**
 * What the person sees of one record: as pulled, with her overlaid operations on top. null when there is nothing to change:
 * the record is gone, or its creation was rejected and only later edits of it still wait.
 */
export function visibleRecord(base: Datensatz | null, operations: readonly Operation[]): Datensatz | null {
  if (base === null && operations[0] && !creating.has(operations[0].intent)) return null;
  return overlayChanges(base, operations);
}

/** Lowest n that the journal still holds; null for none. */
export function firstJournalled(outbox: Outbox): number | null {
  return outbox.size === 0 ? null : Math.min(...outbox.keys());
}

/** Highest n up to which the server has decided everything that this device knows; 0 for none. */
export function lastDecided(outbox: Outbox): number {
  let last = 0;
  for (const [n, { state }] of outbox) {
    if (state.kind === 'waiting') break;
    last = n;
  }
  return last;
}
