import { powerMonitor } from 'electron';
import type { Policy } from './policy.ts';

const DEFAULT_IDLE_MINUTES = 15;
const CHECK_MS = 10_000;

/** Locks with the system's screen lock, before sleep and after idle time, as the policy says. */
export function lockWithSystem(policy: Policy, lock: () => Promise<void>): void {
  if (policy.lock?.withSystem ?? true) {
    powerMonitor.on('lock-screen', lock);
    powerMonitor.on('suspend', lock);
  }
  const idleMinutes = policy.lock?.idleMinutes ?? DEFAULT_IDLE_MINUTES;
  if (idleMinutes === 0) return;
  setInterval(() => {
    if (powerMonitor.getSystemIdleTime() >= idleMinutes * 60) lock();
  }, CHECK_MS).unref();
}
