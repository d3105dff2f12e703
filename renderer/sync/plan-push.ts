import type { Operation } from '../../shared/change.ts';
import type { Outbox } from '../replica/outbox-state.ts';

/** Operations in one push request at most. */
export const MAX_PUSH_OPERATIONS = 500;

/** What to send next. */
export type PushPlan =
  | { readonly kind: 'nothing' }
  /** Operations by n ascending, contiguous behind `lastN`, and the blobs that must be there first. */
  | { readonly kind: 'send'; readonly operations: readonly Operation[]; readonly blobs: readonly string[] }
  /** The server knows operations of this device that this journal has never seen: a cloned or rolled-back profile. */
  | { readonly kind: 'device-fork' }
  /** The server waits for an operation that the journal no longer has. */
  | { readonly kind: 'operation-gap' };

/**
 * Decides what to push to a server that has decided this device's operations up to `lastN`: everything from the first
 * undecided one here or the first unknown one there, whichever is lower (answer lost: it is sent again and the server
 * repeats its stored word; server restored from a backup: the journal feeds it again). Rejected and closed ones are sent
 * again too, because n has no holes. `askAgainFrom`: from this number on the words in the journal are those of a server that
 * was since restored; they are asked for again even if the new one has decided already and its answer was lost (S81).
 */
export function planPush(outbox: Outbox, lastN: number, askAgainFrom: number | null = null): PushPlan {
  const numbers = [...outbox.keys()].sort((a, b) => a - b);
  const highest = numbers.at(-1) ?? 0;
  if (lastN > highest && highest > 0) return { kind: 'device-fork' };
  const firstWaiting = numbers.find((n) => outbox.get(n)?.state.kind === 'waiting') ?? highest + 1;
  const from = Math.min(firstWaiting, lastN + 1, askAgainFrom ?? Number.POSITIVE_INFINITY);
  if (from > highest) return { kind: 'nothing' };

  const operations: Operation[] = [];
  for (let n = from; n <= highest && operations.length < MAX_PUSH_OPERATIONS; n++) {
    const entry = outbox.get(n);
    // The journal let go of it after 30 days, while something older was still parked.
    if (!entry && n <= lastN) continue;
    if (!entry) return { kind: 'operation-gap' };
    operations.push(entry.operation);
  }
  return { kind: 'send', operations, blobs: [...new Set(operations.flatMap((operation) => operation.need))] };
}
