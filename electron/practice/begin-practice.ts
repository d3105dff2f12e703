import { randomBytes } from 'node:crypto';
import { PRACTICE_ORIGIN, practicePerson } from '../../shared/practice-messages.ts';
import type { AppState } from '../app-state.ts';
import { registerByPassword } from '../server/register-device.ts';
import { createVault } from '../vault/key-vault.ts';
import type { PracticeNet } from './practice-net.ts';
import { writePracticeFiles } from './practice-profile.ts';

/**
 * Registers this device at the practice authority and opens a vault whose passphrase nobody keeps: when this process ends, what is left on
 * the disk cannot be read again.
 */
export async function beginPractice(state: AppState, net: PracticeNet): Promise<void> {
  const { profile, vaultPlace, netFetch } = state.setting;
  const ready = await net.ready;
  await writePracticeFiles(profile, ready);
  const registry = { netFetch, server: PRACTICE_ORIGIN, hostName: 'Übung' };
  const account = { name: practicePerson, password: ready.password };
  const { server, enrolment, deviceKey } = await registerByPassword(registry, account);
  const secrets = { deviceKey: deviceKey.exportPrivate(), server, enrolment, signerKey: null, lease: null };
  const passphrase = randomBytes(32).toString('base64url');
  const { vault } = await createVault(vaultPlace, passphrase, secrets);
  await state.open(vault);
}
