import { afterEach, expect, test, vi } from 'vitest';
import type { AppState } from '../../electron/app-state.ts';
import { type LockEdge, makeLock } from '../../electron/lock.ts';

afterEach(() => void vi.useRealTimers());

/** Locks with this edge, under a clock that is turned; answers what was done. */
async function lockWith(edge: Partial<LockEdge>, record: () => Promise<unknown> = async () => undefined) {
  vi.useFakeTimers();
  const done: string[] = [];
  const state = {
    status: () => ({ phase: 'open' }),
    workplace: () => ({ zugriffe: { record } }),
    changeSettings: async () => undefined,
    setting: { now: () => new Date('2026-11-20T14:02:00Z') },
  } as unknown as AppState;
  const lock = makeLock(state, {
    tellWindow: () => undefined,
    endActs: () => undefined,
    closeOffice: async () => undefined,
    relaunch: () => done.push('relaunch'),
    ...edge,
  });
  lock().catch(() => done.push('failed'));
  await vi.advanceTimersByTimeAsync(60_000);
  return done;
}

test('O13: a folder, a program or a disk that does not answer keeps the Aktentasche open for seconds, not for ever', async () => {
  const never = () => new Promise<void>(() => undefined);
  expect(await lockWith({ closeOffice: never })).toEqual(['relaunch']);
  expect(await lockWith({}, never)).toEqual(['relaunch']);
});

test('O13: whatever fails before it, the process ends', async () => {
  const fails = () => {
    throw new Error('Object has been destroyed');
  };
  for (const edge of [{ tellWindow: fails }, { endActs: fails }, { closeOffice: fails }])
    expect(await lockWith(edge)).toContain('relaunch');
});
