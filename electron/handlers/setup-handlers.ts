import { AppError } from '../../shared/errors.ts';
import { infoSchema, PROTOCOL_VERSION } from '../../shared/sync-protocol.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import { setLeftWorkAside } from '../left-work.ts';
import { restoreNotfallkopie } from '../notfallkopie.ts';
import { queue } from '../queue.ts';
import { registerByBrowser, registerByPassword } from '../server/register-device.ts';
import { serverOrigin } from '../server/server-address.ts';
import { askServer } from '../server/server-client.ts';
import { createVault } from '../vault/key-vault.ts';
import type { NewDevice } from '../vault/replace-device.ts';

type SetupCall = 'setup.probe' | 'setup.signIn' | 'setup.signInOidc' | 'setup.finish' | 'setup.restore';

/** What first run needs of Electron. */
export interface SetupEdge {
  readonly hostName: string;
  readonly openExternal: (url: string) => Promise<void>;
  /** OS picker for the folder of a Notfallkopie; null = cancelled. */
  readonly chooseFolder: () => Promise<string | null>;
}

/** First run: server, sign-in, and then a passphrase or a Notfallkopie. */
export function setupHandlers(state: AppState, edge: SetupEdge): Pick<BridgeHandlers, SetupCall> {
  const { netFetch } = state.setting;

  // Policy decides: what the window sends counts only where the agency left the choice open.
  const originFor = (typed: string) => serverOrigin(state.setting.policy.server ?? typed);
  const mustBeFirstRun = () => {
    if (state.status().phase !== 'einrichtung') throw new AppError('input-invalid');
  };
  const inTurn = queue();
  /** Once: a second vault would take the place of the one whose journal is open already. */
  const makeVault = <T>(make: (device: NewDevice) => Promise<T>) =>
    inTurn(async () => {
      mustBeFirstRun();
      if (!state.pending) throw new AppError('sign-in-failed');
      return make(state.pending);
    });
  const registryAt = (typed: string) => ({ netFetch, server: originFor(typed), hostName: edge.hostName });
  const keepPending = (device: NewDevice) => {
    state.setPending(device);
    return device.enrolment;
  };

  return {
    'setup.probe': async ({ server }) => {
      const info = await askServer(netFetch, `${originFor(server)}/v1/info`, { schema: infoSchema });
      if (info.protocol !== PROTOCOL_VERSION) throw new AppError('server-too-old');
      return info;
    },
    'setup.signIn': async ({ server, name, password }) => {
      mustBeFirstRun();
      return keepPending(await registerByPassword(registryAt(server), { name, password }));
    },
    'setup.signInOidc': async ({ server }) => {
      mustBeFirstRun();
      return keepPending(await registerByBrowser(registryAt(server), edge.openExternal));
    },
    'setup.finish': ({ passphrase }) =>
      makeVault(async ({ server, enrolment, deviceKey }) => {
        const secrets = { deviceKey: deviceKey.exportPrivate(), server, enrolment, signerKey: null, lease: null };
        await setLeftWorkAside(state.setting.profile);
        const { vault, recoveryCode } = await createVault(state.setting.vaultPlace, passphrase, secrets);
        await state.changeSettings({ server });
        await state.open(vault);
        return { recoveryCode };
      }),
    'setup.restore': ({ recoveryCode, passphrase }) =>
      makeVault(async (device) => {
        const from = await edge.chooseFolder();
        if (from === null) return null;
        const restored = await restoreNotfallkopie(from, state.setting.vaultPlace, {
          recoveryCode,
          passphrase,
          device,
        });
        await state.changeSettings({ server: device.server });
        state.vaultAppeared();
        return restored;
      }),
  };
}
