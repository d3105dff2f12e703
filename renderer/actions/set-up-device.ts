import type { BridgeOutput } from '../../shared/bridge.ts';
import { AppError, errorCode } from '../../shared/errors.ts';
import { call, readStatus } from '../bridge-client.ts';
import { setStatus } from '../state/session.ts';

/** Completes `akten.musterstadt.de` to an https address. */
export function completeServer(address: string): string {
  const trimmed = address.trim().replace(/\/+$/, '');
  return /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
}

/** Asks the server who it is. Throws AppError 'server-not-there', 'server-certificate', 'server-too-old'. */
export async function probeServer(server: string): Promise<BridgeOutput<'setup.probe'>> {
  try {
    return await call('setup.probe', { server });
  } catch (cause) {
    // Nothing is known of it yet: the address is as likely to be wrong as the network to be gone.
    throw errorCode(cause) === 'server-unreachable' ? new AppError('server-not-there', { cause }) : cause;
  }
}

/** Registers this device with a local account. Throws AppError 'sign-in-failed' … */
export function signIn(server: string, name: string, password: string): Promise<BridgeOutput<'setup.signIn'>> {
  return call('setup.signIn', { server, name, password });
}

/** Registers this device through the agency's identity provider in the person's browser. */
export function signInByBrowser(server: string): Promise<BridgeOutput<'setup.signInOidc'>> {
  return call('setup.signInOidc', { server });
}

/** Makes the vault; answers with the recovery code, which is never shown again. */
export async function finishSetup(passphrase: string): Promise<string> {
  const { recoveryCode } = await call('setup.finish', { passphrase });
  return recoveryCode;
}

/** Restores a Notfallkopie from a folder that the person picks, as the device just registered; null = nothing was picked. */
export async function restoreNotfallkopie(
  recoveryCode: string,
  passphrase: string,
): Promise<BridgeOutput<'setup.restore'>> {
  return call('setup.restore', { recoveryCode, passphrase });
}

/** Asks main how things stand, after first run. */
export async function refreshStatus(): Promise<void> {
  setStatus(await readStatus());
}
