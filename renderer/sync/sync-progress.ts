import type { Hello } from '../../shared/sync-protocol.ts';
import type { Sending } from '../replica/ausgang.ts';
import type { SyncStatus } from '../replica-api/open-work.ts';
import type { FetchProgress } from './fetch-packed.ts';
import type { PushProgress } from './push-outbox.ts';

/** What the parts of an exchange tell while they run. */
export type SyncProgress = Omit<PushProgress & FetchProgress, 'signal'> & {
  readonly onPull: (rows: number) => void;
  readonly onRows: (count: number) => void;
  readonly onGreeted: (hello: Pick<Hello, 'clockSkewMs' | 'schemaUntil'>) => void;
};

type Counts = Pick<SyncStatus, 'done' | 'total' | 'bytesDone' | 'bytesTotal'>;

const nothing: Counts = { done: 0, total: 0, bytesDone: 0, bytesTotal: 0 };

/** Adds up one exchange for the status line; `onChange` is called at most every 100 ms and at the end. */
export function createProgress(onChange: () => void, nowMs: () => number) {
  let counts = nothing;
  let sending: Sending = { upTo: 0, bytesSent: new Map() };
  let toldAt = 0;
  let greeted: Pick<SyncStatus, 'clockOffMs' | 'updateUntil'> = { clockOffMs: 0, updateUntil: null };
  const tell = () => {
    if (nowMs() - toldAt < 100) return;
    toldAt = nowMs();
    onChange();
  };
  const add = (more: Partial<Counts>) => {
    counts = {
      done: counts.done + (more.done ?? 0),
      total: counts.total + (more.total ?? 0),
      bytesDone: counts.bytesDone + (more.bytesDone ?? 0),
      bytesTotal: counts.bytesTotal + (more.bytesTotal ?? 0),
    };
    tell();
  };
  const progress: SyncProgress = {
    onSending: (upTo) => {
      sending = { ...sending, upTo };
      tell();
    },
    onBlobBytes: (sha, count) => {
      const bytesSent = new Map(sending.bytesSent);
      bytesSent.set(sha, (bytesSent.get(sha) ?? 0) + count);
      sending = { ...sending, bytesSent };
      tell();
    },
    onPull: (total) => add({ total }),
    onRows: (done) => add({ done }),
    onTotal: (total, bytesTotal) => add({ total, bytesTotal }),
    onBlob: () => add({ done: 1 }),
    onGreeted: ({ clockSkewMs, schemaUntil = null }) => {
      greeted = { clockOffMs: clockSkewMs, updateUntil: schemaUntil };
    },
    onBytes: (bytesDone) => add({ bytesDone }),
  };
  return {
    progress,
    counts: () => counts,
    /** What the server said about this workstation the last time. */
    greeted: () => greeted,
    sending: () => sending,
    reset() {
      counts = nothing;
      sending = { upTo: 0, bytesSent: new Map() };
      onChange();
    },
  };
}
