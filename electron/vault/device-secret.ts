import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { readIfThere, replaceFile } from './atomic-file.ts';
import type { Keyring } from './keyring.ts';

const fileIn = (folder: string) => path.join(folder, 'device-secret');

/** Makes 32 random bytes that only this computer's keyring can read; null when there is no safe keyring. */
export async function makeDeviceSecret(folder: string, keyring: Keyring | null): Promise<Uint8Array | null> {
  if (!keyring) return null;
  const secret = randomBytes(32);
  await replaceFile(fileIn(folder), keyring.wrap(secret));
  return secret;
}

/** The device secret, or null when file or keyring is gone. It never leaves the computer, not even in a Notfallkopie. */
export async function readDeviceSecret(folder: string, keyring: Keyring | null): Promise<Uint8Array | null> {
  const wrapped = await readIfThere(fileIn(folder));
  return wrapped && keyring ? keyring.unwrap(wrapped) : null;
}
