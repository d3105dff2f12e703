import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../../shared/change.ts';
import type { Argon2Cost, DeriveArgon2 } from './argon2.ts';
import { readRecoveryCode } from './recovery-code.ts';
import { deriveKey, seal, unseal } from './sealed-box.ts';
import type { Slot } from './vault-file.ts';

type PassphraseSlot = Extract<Slot, { kind: 'passphrase' }>;
type RecoverySlot = Extract<Slot, { kind: 'recovery' }>;

/** Everything a slot's key depends on is bound into the sealing of the master key. */
const contextOf = (vaultId: string, slot: Omit<Slot, 'wrapped'>) => `slot|${vaultId}|${canonicalJson(slot)}`;

/** Unlock key = HKDF(Argon2id(passphrase) || device secret). */
async function passphraseKey(
  derive: DeriveArgon2,
  passphrase: string,
  slot: Pick<PassphraseSlot, 'salt' | 'cost'>,
  deviceSecret: Uint8Array | null,
): Promise<Buffer> {
  const salt = Buffer.from(slot.salt, 'base64');
  const stretched = await derive(passphrase, salt, slot.cost);
  return deriveKey(Buffer.concat([stretched, deviceSecret ?? new Uint8Array()]), 'slot/passphrase', salt);
}

/** Wraps the master key for passphrase and, when there is one, the device secret. */
export async function makePassphraseSlot(
  vaultId: string,
  masterKey: Uint8Array,
  input: {
    readonly derive: DeriveArgon2;
    readonly passphrase: string;
    readonly cost: Argon2Cost;
    readonly deviceSecret: Uint8Array | null;
  },
): Promise<PassphraseSlot> {
  const slot = {
    kind: 'passphrase' as const,
    salt: randomBytes(16).toString('base64'),
    cost: input.cost,
    needsDeviceSecret: input.deviceSecret !== null,
  };
  const key = await passphraseKey(input.derive, input.passphrase, slot, input.deviceSecret);
  return { ...slot, wrapped: seal(key, contextOf(vaultId, slot), masterKey).toString('base64') };
}

/** The master key, or null when the passphrase is wrong. */
export async function openPassphraseSlot(
  vaultId: string,
  { wrapped, ...slot }: PassphraseSlot,
  input: { readonly derive: DeriveArgon2; readonly passphrase: string; readonly deviceSecret: Uint8Array | null },
): Promise<Buffer | null> {
  const key = await passphraseKey(input.derive, input.passphrase, slot, input.deviceSecret);
  return unseal(key, contextOf(vaultId, slot), Buffer.from(wrapped, 'base64'));
}

/** Wraps the master key for a recovery code: 200 random bits need no stretching. */
export function makeRecoverySlot(vaultId: string, masterKey: Uint8Array, code: string): RecoverySlot {
  const slot = { kind: 'recovery' as const, salt: randomBytes(16).toString('base64') };
  const wrapped = seal(recoveryKey(code, slot.salt), contextOf(vaultId, slot), masterKey).toString('base64');
  return { ...slot, wrapped };
}

/** The master key, or null when the code is another one. Throws AppError 'recovery-code-wrong' when it cannot be a code. */
export function openRecoverySlot(vaultId: string, { wrapped, ...slot }: RecoverySlot, code: string): Buffer | null {
  return unseal(recoveryKey(code, slot.salt), contextOf(vaultId, slot), Buffer.from(wrapped, 'base64'));
}

const recoveryKey = (code: string, salt: string) =>
  deriveKey(Buffer.from(readRecoveryCode(code), 'ascii'), 'slot/recovery', Buffer.from(salt, 'base64'));
