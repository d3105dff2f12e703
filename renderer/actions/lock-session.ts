import { call } from '../bridge-client.ts';
import { command } from '../replica-client.ts';
import { saveDraftNow } from './keep-draft.ts';

/** Locks: unsaved input is on disk first, then the program starts anew and locked. */
export async function lockSession(): Promise<void> {
  await saveDraftNow();
  await Promise.race([command('flush', {}).catch(() => undefined), new Promise((done) => setTimeout(done, 1_000))]);
  await call('vault.lock', {});
}
