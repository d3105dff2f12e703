import type { Info } from '../../shared/sync-protocol.ts';
import { call, readStatus } from '../bridge-client.ts';
import { saveDraftNow } from './keep-draft.ts';

/** How one signs in at this device's server. Throws AppError 'server-unreachable' … */
export async function readSignInMethods(): Promise<Info['signIn']> {
  const { server } = await readStatus();
  const { signIn } = await call('setup.probe', { server: server ?? '' });
  return signIn;
}

/** Goes on as a new device with everything unsent; the program then starts anew and locked. Throws AppError 'sign-in-failed' … */
export async function replaceDevice(name: string, password: string): Promise<void> {
  await saveDraftNow();
  await call('device.replace', { name, password });
}

/** The same through the agency's identity provider in the person's browser. */
export async function replaceDeviceByBrowser(): Promise<void> {
  await saveDraftNow();
  await call('device.replaceByBrowser', {});
}
