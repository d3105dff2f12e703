import { AppError } from '../../shared/errors.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import { log } from '../log.ts';
import { type Registry, registerByBrowser, registerByPassword } from '../server/register-device.ts';
import { countUnsent, returnDevice } from '../server/return-device.ts';
import { type NewDevice, replaceDevice } from '../vault/replace-device.ts';
import { wipeProfile } from '../wipe-profile.ts';

/** What going on as a new device needs of Electron. */
export interface DeviceEdge {
  readonly hostName: string;
  readonly openExternal: (url: string) => Promise<void>;
  /** Relaunches the app into the locked state. */
  readonly lock: () => Promise<void>;
  /** Relaunches the app into its first run. */
  readonly startEmpty: () => void;
  /** Whether a draft is open in another program, or what was saved there is no Version yet. */
  readonly isUnsent: () => Promise<boolean>;
}

/**
 * Two ends of a device. The way out when the server takes nothing from this device any more ('device-fork'): sign in again, go on as a new
 * one. And handing it back: nothing unsent, revoked at the server, receipt, then everything is removed.
 */
export function deviceHandlers(
  state: AppState,
  edge: DeviceEdge,
): Pick<BridgeHandlers, 'device.replace' | 'device.replaceByBrowser' | 'device.return' | 'device.wipe'> {
  const registry = (): Registry => {
    const { server } = state.workplace().vault.secrets;
    return { netFetch: state.setting.netFetch, server, hostName: edge.hostName };
  };
  // Everything that is open belongs to the device before; the next unlock takes its journal over.
  const goOn = async (device: NewDevice) => {
    await replaceDevice(state.workplace().vault, device);
    log('device-replaced');
    await edge.lock();
    return {};
  };
  let isReturned = false;
  return {
    'device.return': async () => {
      const { journal, vault } = state.workplace();
      const operations = journal.load();
      if (countUnsent(operations) > 0 || (await edge.isUnsent())) throw new AppError('device-unsent');
      const { device, trustKey } = vault.secrets.enrolment;
      const answer = await returnDevice(state.gateway(), { device, lastN: journal.lastN(), key: trustKey });
      isReturned = true;
      log('device-returned');
      return answer;
    },
    'device.wipe': async () => {
      if (!isReturned) throw new AppError('no-right');
      const { journal, zugriffe } = state.workplace();
      // Something may have been made since the server confirmed.
      if (countUnsent(journal.load()) > 0 || (await edge.isUnsent())) throw new AppError('device-unsent');
      await Promise.all([journal.end(), zugriffe.end()]);
      // Or was just being saved. Only a new start opens the journal again.
      if (countUnsent(journal.load()) > 0) {
        await edge.lock();
        throw new AppError('device-unsent');
      }
      await wipeProfile(state.setting.profile, state.setting.clearBrowser);
      edge.startEmpty();
      return {};
    },
    'device.replace': async (account) => goOn(await registerByPassword(registry(), account)),
    'device.replaceByBrowser': async () => goOn(await registerByBrowser(registry(), edge.openExternal)),
  };
}
