import type { BridgeOutput } from '../../shared/bridge.ts';
import { call } from '../bridge-client.ts';
import { bytesFile, piecesOf } from '../ranges/pieces-of.ts';
import { chooseCopyTarget, writeCopy } from './write-copy.ts';

/** What the server confirmed. */
export type ReturnedDevice = BridgeOutput<'device.return'>;

/** Hands this device back. Throws AppError 'device-unsent' while something would be lost with it. */
export function returnDevice(): Promise<ReturnedDevice> {
  return call('device.return', {});
}

/** Saves the receipt as a text where the person says. False: she cancelled. */
export async function saveReceipt(name: string, text: string): Promise<boolean> {
  const target = await chooseCopyTarget(name);
  if (!target) return false;
  await writeCopy(target, piecesOf(bytesFile(new TextEncoder().encode(text))));
  return true;
}

/** Removes everything from this computer; the program then starts anew and empty. */
export async function wipeDevice(): Promise<void> {
  await call('device.wipe', {});
}
