import { call } from '../bridge-client.ts';
import { command } from '../replica-client.ts';
import { leaveAll } from '../state/leaving.ts';
import { saveDraftNow } from './keep-draft.ts';
import { takeSavedStates } from './take-saved-states.ts';

/**
 * Locks because the person wants it, in whichever window: asks first where input would be lost, which is the main one. A lock by
 * itself never asks.
 */
export function lockByHand(): void {
  if (leaveAll(() => void lockSession())) void call('window.front', {});
}

/** Locks: unsaved input is on disk first, then the program starts anew and locked. */
export async function lockSession(): Promise<void> {
  await saveDraftNow();
  await within(3_000, takeLastStates());
  await within(1_000, command('flush', {}));
  await call('vault.lock', {});
}

/** What it does not reach in time is kept by main and taken in at the next unlock. */
async function takeLastStates(): Promise<void> {
  await call('office.look', {});
  await takeSavedStates();
}

async function within(mostMs: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work.catch(() => undefined), new Promise((done) => setTimeout(done, mostMs))]);
}
