import type { ErrorCode } from '../shared/errors.ts';
import { NOTABLE_CLOCK_SKEW_MS } from '../shared/sync-protocol.ts';
import type { SyncStatus } from './replica-api/open-work.ts';
import { daysUntil } from './ui/format.ts';
import type { Texts } from './ui/use-texts.ts';

/** What the status line says; the tone decides the shape of its mark. */
export interface SyncWords {
  readonly tone: 'ok' | 'warn' | 'busy' | 'bad';
  readonly main: string;
  /** Why it is not as usual, in one sentence with its code; null when `main` says it all. */
  readonly why: { readonly sentence: string; readonly code: ErrorCode } | null;
  /** What waits for the authority, empty when nothing does. */
  readonly waiting: string;
  readonly lastSync: string;
  readonly lease: string;
  /** That the clock of this workstation is off, empty when it is not. */
  readonly clock: string;
  /** By when the program has to be updated, empty when it need not be. */
  readonly update: string;
}

/** Puts the state of the sync into words that are true and calm; `rejected` = changes that the authority did not accept. */
export function describeSync(status: SyncStatus, rejected: number, texts: Texts, now = new Date()): SyncWords {
  const { t } = texts;
  const isOwed = status.waitingOperations > 0 || rejected > 0;
  return {
    tone: toneOf(status, isOwed),
    main: mainWords(status, texts, isOwed),
    why: whyWords(status, texts),
    waiting: waitingWords(status, texts),
    lastSync: status.lastSync ? t('status.lastSync', { time: texts.moment(status.lastSync) }) : t('status.neverSynced'),
    lease: leaseWords(status, texts, now),
    clock: clockWords(status, texts),
    update: status.updateUntil ? t('status.update', { day: texts.date(status.updateUntil) }) : '',
  };
}

function toneOf(status: SyncStatus, isOwed: boolean): SyncWords['tone'] {
  if (status.phase === 'stopped') return 'bad';
  if (status.phase === 'offline') return 'warn';
  if (status.phase === 'idle') return isOwed ? 'warn' : 'ok';
  return 'busy';
}

function mainWords(status: SyncStatus, { t, moment, size }: Texts, isOwed: boolean): string {
  switch (status.phase) {
    case 'starting':
      return t('status.starting');
    case 'offline':
      return t('status.offline', { since: moment(status.since) });
    case 'stopped':
      return t('status.stopped');
    case 'idle':
      if (!isOwed) return t('status.allSent');
      return status.waitingOperations > 0 ? t('status.connectedWaiting') : t('status.sent');
    case 'syncing': {
      const { done, total } = status;
      if (status.bytesTotal > 0) {
        const bytes = { bytesDone: size(status.bytesDone), bytesTotal: size(status.bytesTotal) };
        return t('status.syncingBytes', { done, total, ...bytes });
      }
      return total > 0 ? t('status.syncingCount', { done, total }) : t('status.syncing');
    }
  }
}

function whyWords({ phase, code }: SyncStatus, { error }: Texts): SyncWords['why'] {
  if (code === null || (phase !== 'offline' && phase !== 'stopped')) return null;
  if (phase === 'offline' && code === 'server-unreachable') return null;
  return { sentence: error(code).split(/(?<=\.)\s/)[0] ?? '', code };
}

function waitingWords(status: SyncStatus, { t }: Texts): string {
  if (status.waitingVorgaenge > 0) return t('status.waiting', { n: status.waitingVorgaenge });
  if (status.waitingOperations > 0) return t('status.waitingOther', { n: status.waitingOperations });
  return '';
}

/** Nothing is stopped by it: times that prove something are the server's. */
function clockWords({ clockOffMs }: SyncStatus, { t }: Texts): string {
  if (Math.abs(clockOffMs) < NOTABLE_CLOCK_SKEW_MS) return '';
  const n = Math.round(Math.abs(clockOffMs) / 60_000);
  return clockOffMs > 0 ? t('status.clockAhead', { n }) : t('status.clockBehind', { n });
}

function leaseWords(status: SyncStatus, { t }: Texts, now: Date): string {
  if (!status.leaseUntil || status.phase === 'idle') return '';
  const n = daysUntil(status.leaseUntil, now);
  return n > 0 ? t('status.lease', { n }) : t('status.leaseOver');
}
