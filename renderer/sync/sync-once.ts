import { OPERATION_SCHEMA } from '../../shared/change.ts';
import { AppError, errorCode } from '../../shared/errors.ts';
import { type Hello, helloSchema, MAX_CLOCK_SKEW_MS } from '../../shared/sync-protocol.ts';
import { forgetWithdrawn } from '../replica/forget-withdrawn.ts';
import { firstJournalled, lastDecided } from '../replica/outbox-state.ts';
import { evict } from '../replica/pack-scopes.ts';
import { probeRoom } from '../replica/probe-room.ts';
import type { Replica } from '../replica/replica.ts';
import { rereadRecords } from '../replica/reread-records.ts';
import { compareShards } from './compare-shards.ts';
import { fetchPacked } from './fetch-packed.ts';
import { fetchTrust } from './fetch-trust.ts';
import { healRecords } from './heal-records.ts';
import { pullChanges } from './pull-changes.ts';
import { pushOutbox } from './push-outbox.ts';
import { reserveNumbers } from './reserve-numbers.ts';
import { jsonBody, readJson, type ServerClient } from './server-client.ts';
import type { SyncProgress } from './sync-progress.ts';
import { tellPackageKey } from './tell-package-key.ts';
import { tellPacked } from './tell-packed.ts';
import type { Downloads } from './transfer-blob.ts';

/** A batch that is cut so often is a line that does not carry. */
const CUTS_BEFORE_GIVING_UP = 5;
/** The greeting is a few hundred bytes in both directions. */
const GREETING_MS = 30_000;

/** One exchange with the server: greet, send, fetch, take along. Throws AppError with what stopped it. */
export async function syncOnce(parts: {
  readonly server: ServerClient;
  readonly replica: Replica;
  readonly download: Downloads;
  readonly progress: SyncProgress;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { server, replica, progress, signal } = parts;
  const hello = await greet(server, replica, { progress, signal });
  // Keeps nobody from sending: what the server does not know is told with the next exchange.
  await tellPackageKey(server, replica, hello, signal).catch(() => undefined);
  try {
    await pushOutbox(server, replica, { ...progress, signal, lastN: hello.lastN });
  } finally {
    // Whatever keeps this workstation from sending: colleagues' changes and withdrawn rights still arrive.
    if (replica.state.cursor < hello.horizon) await compareShards(server, replica, { signal, onRows: progress.onRows });
    await pullToEnd(server, replica, { progress, signal, head: hello.head });
    await replica.finishPull();
    await forgetWithdrawn(replica);
  }
  // A server from before gives none; what is made meanwhile gets its number from the server.
  await reserveNumbers(server, replica, signal).catch(() => undefined);
  await evict(replica);
  await tellPacked(server, replica, hello, signal);
  await fetchTrust(server, replica, hello, signal);
  await fetchPacked(replica, parts.download, { ...progress, signal });
}

/**
 * Compares where both sides stand. A server restored from a backup (other epoch, or a head before our cursor) is pulled from
 * the beginning; what was found damaged is replaced. The head counts now: what is sent next moves it.
 */
async function greet(
  server: ServerClient,
  replica: Replica,
  { progress, signal }: { readonly progress: SyncProgress; readonly signal: AbortSignal },
): Promise<Hello> {
  await rereadRecords(replica);
  const { epoch, cursor } = replica.state;
  const { device, replaces } = replica.identity;
  const request = {
    device,
    epoch,
    cursor,
    schema: OPERATION_SCHEMA,
    lastAcked: lastDecided(replica.outbox),
    time: replica.now().toISOString(),
    ...(replaces.length > 0 && { replaces }),
  };
  // Whoever does not answer this is not there: the screen says so soon.
  const soon = AbortSignal.any([signal, AbortSignal.timeout(GREETING_MS)]);
  const answer = await server.request('/v1/sync/hello', { ...jsonBody(request), signal: soon });
  const hello = await readJson(answer, helloSchema);
  progress.onGreeted(hello);
  if (Math.abs(hello.clockSkewMs) > MAX_CLOCK_SKEW_MS) throw new AppError('clock-skew');
  const isOtherServer = (epoch !== null && epoch !== hello.epoch) || hello.head < cursor;
  const { isTorn } = replica.store;
  // Nothing is thrown away that could not be fetched again.
  if (isTorn) await probeRoom(replica.blobs.files);
  if (isOtherServer) await replica.restart({ askAgainFrom: firstJournalled(replica.outbox) });
  else if (isTorn) await replica.restart();
  else await healRecords(server, replica, signal);
  const { until, signed } = hello.lease;
  if (replica.state.raiseTo !== hello.raiseTo) await replica.patchState({ raiseTo: hello.raiseTo });
  if (replica.state.epoch !== hello.epoch || replica.state.leaseUntil !== until) {
    // Without a memory of its epoch the server may be another one than gave the words in the journal (R152).
    const forgotten = epoch === null && { askAgainFrom: firstJournalled(replica.outbox) };
    await replica.patchState({ epoch: hello.epoch, leaseUntil: until, ...forgotten });
    if (signed) await replica.main.call('lease.renew', signed);
  }
  return hello;
}

async function pullToEnd(
  server: ServerClient,
  replica: Replica,
  options: { readonly progress: SyncProgress; readonly signal: AbortSignal; readonly head: number },
): Promise<void> {
  const { progress, signal, head } = options;
  progress.onPull(Math.max(0, head - replica.state.cursor));
  let cuts = 0;
  let gaps = 0;
  for (;;) {
    try {
      const outcome = await pullChanges(server, replica, { signal, onRows: progress.onRows });
      if (outcome.kind === 'end' && !outcome.more) return;
      if (outcome.kind === 'truncated' && ++cuts > CUTS_BEFORE_GIVING_UP) throw new AppError('server-unreachable');
    } catch (error) {
      if (errorCode(error) !== 'resync-needed') throw error;
      // A line may have been lost on the way once; the same gap again means the cursor is not the server's.
      if (++gaps > 2) throw error;
      if (gaps > 1) await replica.restart();
    }
  }
}
