import type { BridgeInput, BridgeOutput, ChosenKey } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';

/** A service for remote signatures that the agency allows on this computer. */
export type RemoteService = BridgeOutput<'remote.services'>[number];
/** A certificate whose key the service keeps. */
export type RemoteCredential = BridgeOutput<'remote.credentials'>[number];

/** The services that the agency allows. */
export function listRemoteServices(): Promise<readonly RemoteService[]> {
  return call('remote.services', {});
}

/** The person's certificates there; may open the browser to sign in, and then takes up to 5 minutes. */
export function listRemoteCredentials(service: string): Promise<readonly RemoteCredential[]> {
  return call('remote.credentials', { service });
}

/** Signs with this certificate from now on. */
export function chooseRemote(remote: BridgeInput<'signer.chooseRemote'>): Promise<ChosenKey> {
  return call('signer.chooseRemote', remote);
}
