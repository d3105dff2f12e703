import type { Operation } from '../../../shared/change.ts';
import { AppError } from '../../../shared/errors.ts';
import { originHash } from '../../../shared/uebergabe.ts';
import type { UebergabeStand } from '../../replica-api/handover-rows.ts';
import { bytesContent, hashContent } from '../content.ts';
import { appendWithContent } from '../keep-content.ts';
import { makeChange } from '../make-change.ts';
import type { OutboxEntry } from '../outbox-state.ts';
import { nameOf } from '../personen.ts';
import type { Replica } from '../replica.ts';
import { keysOf } from './receivers.ts';
import { sealPackage } from './seal-package.ts';

/**
 * Gives the change with this number, and all others of its Akte that the server refused, to somebody who has the right: sealed for her devices, saved here as an operation like any other, sent with the next exchange (S102). Throws AppError
 * 'recipient-no-key', 'package-twice'.
 */
export async function handOver(
  replica: Replica,
  { n, an }: { readonly n: number; readonly an: string },
): Promise<null> {
  const operation = mustBeRefused(replica.outbox.get(n));
  const { akte } = operation;
  if (akte === null || !withoutRight(replica).has(akte)) throw new AppError('not-found');
  if (!isOpen(handoverOf(replica, operation))) throw new AppError('package-twice');
  const keys = keysOf(replica, an);
  if (keys.length === 0) throw new AppError('recipient-no-key');
  const operations = refusedIn(replica, akte);
  const id = replica.newId();
  const von = replica.identity.person;
  await replica.main.call('keys.release', {
    action: 'handover',
    objects: objectsOf(operations, { akte, id }),
    purpose: 'seal-package',
  });
  const content = bytesContent(await sealPackage(replica, { id, akte, von, an }, { keys, operations }));
  const sha = await hashContent(content);
  const set = {
    von,
    an,
    zeit: replica.now().toISOString(),
    sha,
    groesse: content.sizeBytes,
    operationen: operations.map(originHash),
    status: 'offen',
    erledigt: null,
    grund: '',
  };
  await appendWithContent(replica, { sha, content }, () => [
    makeChange(replica, { akte, intent: 'hand-over', ent: { art: 'uebergabe', id }, set, need: [sha] }),
  ]);
  await closeRefused(replica, akte);
  return null;
}

/** A package that was refused has a new one in its place. */
async function closeRefused(replica: Replica, akte: string): Promise<void> {
  for (const [n, { operation, state }] of replica.outbox)
    if (operation.intent === 'hand-over' && operation.akte === akte && state.kind === 'rejected')
      await replica.close(n, 'discarded');
}

/** A handed over change leaves the Ausgang when the authority has the package, not before (S108). */
export async function putAway(replica: Replica, n: number): Promise<null> {
  const operation = mustBeRefused(replica.outbox.get(n));
  if (handoverOf(replica, operation)?.state !== 'done') throw new AppError('not-found');
  await replica.close(n, 'discarded');
  return null;
}

/** What became of a refused change, by the last package that it is in. */
export function handoverOf(replica: Replica, operation: Operation): UebergabeStand | null {
  const hash = originHash(operation);
  let last: UebergabeStand | null = null;
  for (const entry of replica.outbox.values()) {
    const { intent, set } = entry.operation;
    if (intent !== 'hand-over' || !(set.operationen as readonly string[]).includes(hash)) continue;
    last = standOf(replica, entry);
  }
  return last;
}

function standOf(replica: Replica, { operation: { set }, state }: OutboxEntry): UebergabeStand | null {
  const facts = { an: nameOf(replica, String(set.an)), zeit: String(set.zeit), code: null };
  switch (state.kind) {
    case 'waiting':
      return { ...facts, state: 'waiting' };
    case 'rejected':
      return { ...facts, state: 'rejected', code: state.code };
    // A refused package that the person gave up is as if it had never been.
    case 'closed':
      return null;
    default:
      return { ...facts, state: 'done' };
  }
}

const isOpen = (stand: UebergabeStand | null) => stand === null || stand.state === 'rejected';

function refusedIn(replica: Replica, akte: string): Operation[] {
  const open = [...replica.outbox.values()].filter(
    (entry) => entry.operation.akte === akte && isRefused(entry) && isOpen(handoverOf(replica, entry.operation)),
  );
  return open.map(({ operation }) => operation);
}

/**
 * The Akten of which something was refused for want of a right. What belongs to it may have been refused for another reason: a
 * Version is refused because its Dokument is not there.
 */
export function withoutRight(replica: Replica): ReadonlySet<string | null> {
  const refused = [...replica.outbox.values()].filter(
    (entry) => isRefused(entry) && entry.state.kind === 'rejected' && entry.state.code === 'no-right',
  );
  return new Set(refused.map(({ operation }) => operation.akte));
}

const isRefused = ({ operation, state }: OutboxEntry) => state.kind === 'rejected' && operation.intent !== 'hand-over';

function mustBeRefused(entry: OutboxEntry | undefined): Operation {
  if (!entry || !isRefused(entry)) throw new AppError('not-found');
  return entry.operation;
}

/** The access log names every file that leaves, and each change without one by its own hash. */
function objectsOf(operations: readonly Operation[], { akte, id }: { readonly akte: string; readonly id: string }) {
  const shas = operations.flatMap(({ need, h }) => (need.length > 0 ? need : [h]));
  return [...new Set(shas)].slice(0, 1_000).map((sha) => ({ akte, dokument: id, sha }));
}
