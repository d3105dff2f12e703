import { type ErrorCode, errorCode } from '../../shared/errors.ts';
import type { Sending } from '../replica/ausgang.ts';
import type { Replica } from '../replica/replica.ts';
import { unsentVorgaenge } from '../replica/vorgaenge.ts';
import type { SyncStatus } from '../replica-api/open-work.ts';
import { listenForPokes } from './live-pokes.ts';
import { decideAfterSync } from './next-wait.ts';
import type { ServerClient } from './server-client.ts';
import { syncOnce } from './sync-once.ts';
import { createProgress } from './sync-progress.ts';
import type { Downloads } from './transfer-blob.ts';

/** A live line that breaks sooner is no sign of anything, milliseconds. */
const STEADY_LINE_MS = 5_000;

/** The exchange that runs as long as the replica is open. */
export interface SyncLoop {
  readonly status: () => SyncStatus;
  readonly sending: () => Sending;
  /** Something waits: exchange soon. */
  readonly wake: () => void;
  /** Exchanges now; resolves after the exchange. Throws AppError when it failed. */
  readonly syncNow: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts exchanging: at once, after every poke and every change of the person, and by polling when no poke comes. */
export function startSyncLoop(parts: {
  readonly server: ServerClient;
  readonly replica: Replica;
  readonly download: Downloads;
  readonly random: () => number;
  /** After an exchange with nothing left to do. */
  readonly onIdle?: () => Promise<void>;
}): SyncLoop {
  const { server, replica, random } = parts;
  const abort = new AbortController();
  const { signal } = abort;
  const meter = createProgress(
    () => replica.tell('status'),
    () => replica.now().getTime(),
  );
  let phase: SyncStatus['phase'] = 'starting';
  let since = replica.now().toISOString();
  let code: ErrorCode | null = null;
  let failures = 0;
  let wakeUp: () => void = () => undefined;
  let woken = false;
  let listening = false;
  let waiters: { resolve(): void; reject(error: unknown): void }[] = [];

  const enter = (next: SyncStatus['phase'], reason: ErrorCode | null) => {
    if (next !== phase) since = replica.now().toISOString();
    phase = next;
    code = reason;
    replica.tell('status');
  };
  const wake = () => {
    woken = true;
    wakeUp();
  };

  /** One exchange; answers how long to wait after it. */
  const exchange = async (): Promise<number> => {
    const asked = waiters;
    waiters = [];
    // A line that has been dead stays "offline" on the screen until the server has answered.
    if (phase !== 'offline' && phase !== 'stopped') enter('syncing', null);
    try {
      await syncOnce({ ...parts, progress: meter.progress, signal });
      failures = 0;
      code = null;
      for (const { resolve } of asked) resolve();
    } catch (error) {
      failures++;
      code = errorCode(error);
      for (const { reject } of asked) reject(error);
    }
    meter.reset();
    const after = decideAfterSync({ code, failures, random: random() });
    enter(after.phase, code);
    return after.waitMs;
  };

  const listen = async () => {
    if (listening || signal.aborted) return;
    listening = true;
    const startedAt = performance.now();
    const onHead = (head: number) => {
      if (head > replica.state.cursor) wake();
    };
    await listenForPokes(server, { onHead, signal }).catch(() => undefined);
    listening = false;
    if (phase !== 'idle' || signal.aborted) return;
    // The line broke: find out whether the server is still there; not at once where no line ever lives.
    if (performance.now() - startedAt > STEADY_LINE_MS) wake();
    else setTimeout(wake, STEADY_LINE_MS);
  };

  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken) wakeUp();
    });

  const run = async () => {
    while (!signal.aborted) {
      woken = false;
      const waitMs = await exchange();
      if (signal.aborted) return;
      if (phase === 'idle') {
        void listen();
        if (!woken) await parts.onIdle?.().catch(() => undefined);
      }
      await wait(waitMs);
    }
  };
  const running = run();

  return {
    status: () => ({
      phase,
      since,
      code,
      ...meter.counts(),
      ...countWaiting(replica),
      lastSync: replica.state.lastSync,
      leaseUntil: replica.state.leaseUntil,
      ...meter.greeted(),
    }),
    sending: meter.sending,
    wake,
    syncNow: () =>
      new Promise<void>((resolve, reject) => {
        waiters.push({ resolve, reject });
        wake();
      }),
    async stop() {
      abort.abort();
      wake();
      await running;
    },
  };
}

function countWaiting(replica: Replica): Pick<SyncStatus, 'waitingVorgaenge' | 'waitingOperations'> {
  let waitingOperations = 0;
  for (const { state } of replica.outbox.values()) if (state.kind === 'waiting') waitingOperations++;
  return { waitingOperations, waitingVorgaenge: unsentVorgaenge(replica).size };
}
