import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { enrolmentSchema, infoSchema, oidcTicketSchema, PROTOCOL_VERSION } from '../../shared/sync-protocol.ts';
import type { AppState } from '../app-state.ts';
import type { BridgeHandlers } from '../bridge-handlers.ts';
import { restoreNotfallkopie } from '../notfallkopie.ts';
import { serverOrigin } from '../server/server-address.ts';
import { askServer } from '../server/server-client.ts';
import { waitForOidc } from '../server/sign-in-oidc.ts';
import { makeDeviceKey } from '../vault/device-key.ts';
import { createVault } from '../vault/key-vault.ts';

type SetupCall = 'setup.probe' | 'setup.signIn' | 'setup.signInOidc' | 'setup.finish' | 'setup.restore';

/** What first run needs of Electron. */
export interface SetupEdge {
  readonly hostName: string;
  readonly openExternal: (url: string) => Promise<void>;
  /** OS picker for the folder of a Notfallkopie; null = cancelled. */
  readonly chooseFolder: () => Promise<string | null>;
}

/** First run: server, sign-in, passphrase; or a Notfallkopie. */
export function setupHandlers(state: AppState, edge: SetupEdge): Pick<BridgeHandlers, SetupCall> {
  const { netFetch } = state.setting;

  // Policy decides: what the window sends counts only where the agency left the choice open.
  const originFor = (typed: string) => serverOrigin(state.setting.policy.server ?? typed);
  const mustBeFirstRun = () => {
    if (state.status().phase !== 'einrichtung') throw new AppError('input-invalid');
  };
  const newDevice = () => {
    const deviceKey = makeDeviceKey();
    return { deviceKey, device: { id: randomUUID(), name: edge.hostName, publicKey: deviceKey.publicJwk } };
  };

  return {
    'setup.probe': async ({ server }) => {
      const info = await askServer(netFetch, `${originFor(server)}/v1/info`, { schema: infoSchema });
      if (info.protocol !== PROTOCOL_VERSION) throw new AppError('server-too-old');
      return info;
    },
    'setup.signIn': async ({ server, name, password }) => {
      mustBeFirstRun();
      const origin = originFor(server);
      const { deviceKey, device } = newDevice();
      const body = { name, password, device };
      const enrolment = await askServer(netFetch, `${origin}/v1/sign-in/local`, { schema: enrolmentSchema, body });
      state.setPending({ server: origin, enrolment, deviceKey });
      return enrolment;
    },
    'setup.signInOidc': async ({ server }) => {
      mustBeFirstRun();
      const origin = originFor(server);
      const { deviceKey, device } = newDevice();
      const question = { schema: oidcTicketSchema, body: { device } };
      const { ticket } = await askServer(netFetch, `${origin}/v1/sign-in/oidc`, question);
      await edge.openExternal(`${origin}/v1/sign-in/oidc/start?ticket=${encodeURIComponent(ticket)}`);
      const enrolment = await waitForOidc(netFetch, origin, ticket);
      state.setPending({ server: origin, enrolment, deviceKey });
      return enrolment;
    },
    'setup.finish': async ({ passphrase }) => {
      mustBeFirstRun();
      if (!state.pending) throw new AppError('sign-in-failed');
      const { server, enrolment, deviceKey } = state.pending;
      const secrets = { deviceKey: deviceKey.exportPrivate(), server, enrolment, signerKey: null, lease: null };
      const { vault, recoveryCode } = await createVault(state.setting.vaultPlace, passphrase, secrets);
      await state.changeSettings({ server });
      await state.open(vault);
      return { recoveryCode };
    },
    'setup.restore': async ({ recoveryCode, passphrase }) => {
      mustBeFirstRun();
      if (!state.pending) throw new AppError('sign-in-failed');
      const device = state.pending;
      const from = await edge.chooseFolder();
      if (from === null) return null;
      const restored = await restoreNotfallkopie(from, state.setting.vaultPlace, { recoveryCode, passphrase, device });
      await state.changeSettings({ server: device.server });
      state.vaultAppeared();
      return restored;
    },
  };
}
