import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import { log } from '../log.ts';
import { type Registry, registerByBrowser, registerByPassword } from '../server/register-device.ts';
import { type NewDevice, replaceDevice } from '../vault/replace-device.ts';

/** What going on as a new device needs of Electron. */
export interface DeviceEdge {
  readonly hostName: string;
  readonly openExternal: (url: string) => Promise<void>;
  /** Relaunches the app into the locked state. */
  readonly lock: () => Promise<void>;
}

/** The way out when the server takes nothing from this device any more ('device-fork'): sign in again, go on as a new one. */
export function deviceHandlers(
  state: AppState,
  edge: DeviceEdge,
): Pick<BridgeHandlers, 'device.replace' | 'device.replaceByBrowser'> {
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
  return {
    'device.replace': async (account) => goOn(await registerByPassword(registry(), account)),
    'device.replaceByBrowser': async () => goOn(await registerByBrowser(registry(), edge.openExternal)),
  };
}
