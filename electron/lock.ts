import type { BridgeEvent } from '../shared/bridge.ts';
import type { AppState } from './app-state.ts';
import { log } from './log.ts';

/** Time that the window gets to hand over its draft, milliseconds. */
const DRAFT_MS = 300;
/** How long each step may hold up the end, milliseconds; what is left outside then is taken up at the next unlock. */
const PATIENCE_MS = 15_000;

/** What locking needs of Electron. */
export interface LockEdge {
  readonly tellWindow: (event: BridgeEvent) => void;
  /** Kills the signer and closes every window beside the main one. */
  readonly endActs: () => void;
  /** Keeps what was saved in other programs, and removes those files. */
  readonly closeOffice: () => Promise<void>;
  /** Ends this process; a new one starts in its place. */
  readonly relaunch: () => void;
}

/**
 * Locks by ending the process: only that removes plaintext from memory. Drafts and the access record are on disk before.
 * Further calls while locking do nothing.
 */
export function makeLock(state: AppState, edge: LockEdge): () => Promise<void> {
  let locking: Promise<void> | null = null;

  async function lock(): Promise<void> {
    await closeWorkplace(state, edge);
    edge.relaunch();
  }

  return () => {
    if (state.status().phase !== 'open') return Promise.resolve();
    locking ??= lock();
    return locking;
  };
}

/** Saves what is open and records the end of access; also used before quitting. Never fails, and never waits for ever. */
export async function closeWorkplace(state: AppState, edge: Omit<LockEdge, 'relaunch'>): Promise<void> {
  const told = inTime(() => edge.tellWindow({ type: 'before-lock' }));
  const ended = inTime(edge.endActs);
  await Promise.all([told, ended, sleep(DRAFT_MS), inTime(edge.closeOffice)]);
  await inTime(() => state.workplace().zugriffe.record({ action: 'lock', objects: [], purpose: 'lock' }));
  await inTime(() => state.changeSettings({ lockedAt: state.setting.now().toISOString() }));
  log('locked');
}

/** Begins at once. A full disk, or one that does not answer, must not keep the app open. */
async function inTime(step: () => unknown): Promise<void> {
  const done = (async () => step())().catch(() => {});
  await Promise.race([done, sleep(PATIENCE_MS)]);
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
