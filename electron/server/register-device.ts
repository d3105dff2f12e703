import { randomUUID } from 'node:crypto';
import { enrolmentSchema, oidcTicketSchema } from '../../shared/sync-protocol.ts';
import { makeDeviceKey } from '../vault/device-key.ts';
import type { NewDevice } from '../vault/replace-device.ts';
import type { NetFetch } from './keep-session.ts';
import { askServer } from './server-client.ts';
import { waitForOidc } from './sign-in-oidc.ts';

/** Where a device is registered, and under which name the agency sees it. */
export interface Registry {
  readonly netFetch: NetFetch;
  /** The server's origin. */
  readonly server: string;
  readonly hostName: string;
}

/** Registers this computer as a new device of a local account. Throws AppError 'sign-in-failed' … */
export async function registerByPassword(
  { netFetch, server, hostName }: Registry,
  account: { readonly name: string; readonly password: string },
): Promise<NewDevice> {
  const { deviceKey, device } = newDevice(hostName);
  const question = { schema: enrolmentSchema, body: { ...account, device } };
  return { server, enrolment: await askServer(netFetch, `${server}/v1/sign-in/local`, question), deviceKey };
}

/** Registers this computer as a new device through the agency's identity provider in the person's browser. */
export async function registerByBrowser(
  { netFetch, server, hostName }: Registry,
  openExternal: (url: string) => Promise<void>,
): Promise<NewDevice> {
  const { deviceKey, device } = newDevice(hostName);
  const question = { schema: oidcTicketSchema, body: { device } };
  const { ticket } = await askServer(netFetch, `${server}/v1/sign-in/oidc`, question);
  await openExternal(`${server}/v1/sign-in/oidc/start?ticket=${encodeURIComponent(ticket)}`);
  return { server, enrolment: await waitForOidc(netFetch, server, ticket), deviceKey };
}

function newDevice(name: string) {
  const deviceKey = makeDeviceKey();
  return { deviceKey, device: { id: randomUUID(), name, publicKey: deviceKey.publicJwk } };
}
