import type { BridgeInput } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';
import { setStatus } from '../state/session.ts';

/** Changes language or colours at once; main remembers them. */
export async function setPreference(preference: BridgeInput<'settings.set'>): Promise<void> {
  setStatus(await call('settings.set', preference));
}
