import { AppError } from '../../shared/errors.ts';
import type { Enrolment } from '../../shared/sync-protocol.ts';
import type { DeviceKey } from './device-key.ts';
import type { KeyVault } from './key-vault.ts';

/** A device that a person has just registered by signing in. */
export interface NewDevice {
  readonly server: string;
  readonly enrolment: Enrolment;
  readonly deviceKey: DeviceKey;
}

/**
 * Makes the vault another device's, in one write; the journal follows when it is opened next (R20), the server revokes the
 * device before at the first exchange (S32). The lease stays until the new device is given its own: nobody opens for longer
 * without the agency by going on as another one (S114). Throws AppError 'notfallkopie-other-person' when somebody else signed in.
 */
export async function replaceDevice(vault: KeyVault, { server, enrolment, deviceKey }: NewDevice): Promise<void> {
  const before = vault.secrets;
  const isSame =
    before.enrolment.person.id === enrolment.person.id && before.enrolment.authority === enrolment.authority;
  if (!isSame) throw new AppError('notfallkopie-other-person');
  const replaces = [...(before.replaces ?? []), before.enrolment.device];
  const device = { server, enrolment, deviceKey: deviceKey.exportPrivate(), replaces };
  await vault.saveSecrets((secrets) => ({ ...secrets, ...device }));
}
