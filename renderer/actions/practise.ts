import { call } from '../bridge-client.ts';
import { command } from '../replica-client.ts';
import { useSession } from '../state/session.ts';
import { saveDraftNow } from './keep-draft.ts';

/** Starts the app for practice in the place of this one; from an open Aktentasche it locks first. */
export async function startPractice(): Promise<void> {
  if (useSession.getState().status?.phase === 'open') {
    await saveDraftNow();
    await Promise.race([command('flush', {}).catch(() => undefined), new Promise((done) => setTimeout(done, 1_000))]);
  }
  await call('practice.start', {});
}

/** Ends practice; everything of it is gone. */
export async function endPractice(): Promise<void> {
  await call('practice.end', {});
}
