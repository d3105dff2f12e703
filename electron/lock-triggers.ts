import { app, type BrowserWindow, powerMonitor } from 'electron';
import type { AppState } from './app-state.ts';
import { makeLeaseWatch } from './lease.ts';

const DEFAULT_IDLE_MINUTES = 15;
const CHECK_MS = 10_000;

/** Locks with the system's screen lock, before sleep and after idle time, as the policy says, and when the lease ends. */
export function lockWithSystem(state: AppState, window: BrowserWindow, lock: () => Promise<void>): void {
  const { policy } = state.setting;
  if (policy.lock?.withSystem ?? true) {
    powerMonitor.on('lock-screen', lock);
    powerMonitor.on('suspend', lock);
  }
  const idleMinutes = policy.lock?.idleMinutes ?? DEFAULT_IDLE_MINUTES;
  if (idleMinutes > 0) lockWhenIdle(state, window, { idleMinutes, lock });
  setInterval(makeLeaseWatch(state, lock), CHECK_MS).unref();
}

/**
 * The system's idle time alone does not do: some sessions (remote desktops, virtual displays) never reset it. Input in the
 * window and the unlock itself count too.
 */
function lockWhenIdle(
  state: AppState,
  window: BrowserWindow,
  { idleMinutes, lock }: { readonly idleMinutes: number; readonly lock: () => Promise<void> },
): void {
  let activeAtMs = performance.now();
  const beActive = () => {
    activeAtMs = performance.now();
  };
  window.webContents.on('input-event', beActive);
  // Whoever reads in a window beside it is at work too.
  app.on('browser-window-created', (_event, other) => other.webContents.on('input-event', beActive));
  state.onStatus(beActive);
  setInterval(() => {
    const idleS = Math.min(powerMonitor.getSystemIdleTime(), (performance.now() - activeAtMs) / 1000);
    if (idleS >= idleMinutes * 60) lock();
  }, CHECK_MS).unref();
}
