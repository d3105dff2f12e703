import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { canonicalJson } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import { queue } from '../queue.ts';
import { type Argon2Cost, calibrateArgon2, type DeriveArgon2 } from './argon2.ts';
import { readIfThere, replaceFile } from './atomic-file.ts';
import { makeDeviceSecret, readDeviceSecret } from './device-secret.ts';
import type { Keyring } from './keyring.ts';
import { checkPassphrase } from './passphrase-strength.ts';
import { makeRecoveryCode } from './recovery-code.ts';
import { deriveKey, seal, unseal } from './sealed-box.ts';
import { decodeVaultFile, encodeVaultFile, type VaultFile } from './vault-file.ts';
import { type VaultSecrets, vaultSecretsSchema } from './vault-secrets.ts';
import { makePassphraseSlot, makeRecoverySlot, openPassphraseSlot, openRecoverySlot } from './vault-slots.ts';

/** Where the vault lies and what it is opened with. */
export interface VaultPlace {
  readonly folder: string;
  readonly keyring: Keyring | null;
  readonly derive: DeriveArgon2;
  /** Fixed cost; absent = measured on this computer. */
  readonly cost?: Argon2Cost;
}

/** An open vault: derives keys by label and keeps the secrets. It ends with the process. */
export interface KeyVault {
  readonly secrets: VaultSecrets;
  /** 32 bytes for one purpose, e.g. `journal`, `replica`, `blob|<sha>`. */
  key(label: string): Buffer;
  /** Writes what `change` makes of the present secrets, after every earlier write; the same object = nothing to write. */
  saveSecrets(change: (secrets: VaultSecrets) => VaultSecrets): Promise<void>;
  /** Throws AppError 'passphrase-wrong' or 'passphrase-too-weak'. */
  changePassphrase(passphrase: string, newPassphrase: string): Promise<void>;
}

const fileIn = (folder: string) => path.join(folder, 'vault');

/** Whether this profile was set up. */
export async function hasVault(folder: string): Promise<boolean> {
  return (await readIfThere(fileIn(folder))) !== null;
}

/** Whether the passphrase alone opens the vault or the keyring takes part. */
export async function vaultNeedsKeyring(folder: string): Promise<boolean> {
  const file = await readVaultFile(folder);
  return file.slots.some((slot) => slot.kind === 'passphrase' && slot.needsDeviceSecret);
}

/** Makes a vault with a passphrase slot and a recovery slot. Throws AppError 'passphrase-too-weak'. */
export async function createVault(
  place: VaultPlace,
  passphrase: string,
  secrets: VaultSecrets,
): Promise<{ vault: KeyVault; recoveryCode: string }> {
  checkPassphrase(passphrase);
  const id = randomBytes(16).toString('hex');
  const masterKey = randomBytes(32);
  const recoveryCode = makeRecoveryCode();
  const slots = [
    await newPassphraseSlot(place, id, masterKey, passphrase),
    makeRecoverySlot(id, masterKey, recoveryCode),
  ];
  const file = await writeVault(place, masterKey, { v: 1, id, slots }, secrets);
  return { vault: vaultOf(place, masterKey, file, secrets), recoveryCode };
}

/** Throws AppError 'passphrase-wrong', 'keyring-missing' (the device secret is gone: recovery code) or 'vault-damaged'. */
export async function unlockVault(place: VaultPlace, passphrase: string): Promise<KeyVault> {
  const file = await readVaultFile(place.folder);
  const masterKey = await tryPassphrase(place, file, passphrase);
  if (!masterKey) throw new AppError('passphrase-wrong');
  return openVault(place, masterKey, file);
}

/** Opens with the printed code and sets a new passphrase. Throws 'recovery-code-wrong', 'passphrase-too-weak'. */
export async function unlockWithRecoveryCode(
  place: VaultPlace,
  code: string,
  newPassphrase: string,
): Promise<KeyVault> {
  const file = await readVaultFile(place.folder);
  const masterKey = tryRecoveryCode(file, code);
  if (!masterKey) throw new AppError('recovery-code-wrong');
  checkPassphrase(newPassphrase);
  const { secrets } = openVault(place, masterKey, file);
  const replaced = await replacePassphrase(place, masterKey, file, newPassphrase, secrets);
  return vaultOf(place, masterKey, replaced, secrets);
}

async function tryPassphrase(place: VaultPlace, file: VaultFile, passphrase: string): Promise<Buffer | null> {
  const deviceSecret = await readDeviceSecret(place.folder, place.keyring);
  for (const slot of file.slots) {
    if (slot.kind !== 'passphrase') continue;
    if (slot.needsDeviceSecret && !deviceSecret) throw new AppError('keyring-missing');
    const secret = slot.needsDeviceSecret ? deviceSecret : null;
    const masterKey = await openPassphraseSlot(file.id, slot, {
      derive: place.derive,
      passphrase,
      deviceSecret: secret,
    });
    if (masterKey) return masterKey;
  }
  return null;
}

function tryRecoveryCode(file: VaultFile, code: string): Buffer | null {
  for (const slot of file.slots) {
    const masterKey = slot.kind === 'recovery' ? openRecoverySlot(file.id, slot, code) : null;
    if (masterKey) return masterKey;
  }
  return null;
}

async function newPassphraseSlot(place: VaultPlace, id: string, masterKey: Uint8Array, passphrase: string) {
  const deviceSecret =
    (await readDeviceSecret(place.folder, place.keyring)) ?? (await makeDeviceSecret(place.folder, place.keyring));
  const cost = place.cost ?? (await calibrateArgon2(place.derive, () => performance.now()));
  return makePassphraseSlot(id, masterKey, { derive: place.derive, passphrase, cost, deviceSecret });
}

async function replacePassphrase(
  place: VaultPlace,
  masterKey: Buffer,
  file: VaultFile,
  passphrase: string,
  secrets: VaultSecrets,
): Promise<VaultFile> {
  const others = file.slots.filter((slot) => slot.kind !== 'passphrase');
  const slots = [await newPassphraseSlot(place, file.id, masterKey, passphrase), ...others];
  return writeVault(place, masterKey, { v: 1, id: file.id, slots }, secrets);
}

function openVault(place: VaultPlace, masterKey: Buffer, file: VaultFile): KeyVault {
  const { mac, ...body } = file;
  const expected = macOf(masterKey, body);
  const given = Buffer.from(mac, 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new AppError('vault-damaged');
  const plain = unseal(deriveKey(masterKey, 'secrets'), `secrets|${file.id}`, Buffer.from(file.secrets, 'base64'));
  if (!plain) throw new AppError('vault-damaged');
  const secrets = vaultSecretsSchema.safeParse(JSON.parse(plain.toString()));
  if (!secrets.success) throw new AppError('vault-damaged', { cause: secrets.error });
  return vaultOf(place, masterKey, file, secrets.data);
}

async function writeVault(
  place: VaultPlace,
  masterKey: Buffer,
  head: Pick<VaultFile, 'v' | 'id' | 'slots'>,
  secrets: VaultSecrets,
): Promise<VaultFile> {
  const sealed = seal(deriveKey(masterKey, 'secrets'), `secrets|${head.id}`, Buffer.from(JSON.stringify(secrets)));
  const body = { v: head.v, id: head.id, slots: head.slots, secrets: sealed.toString('base64') };
  const file = { ...body, mac: macOf(masterKey, body).toString('base64') };
  await replaceFile(fileIn(place.folder), encodeVaultFile(file));
  return file;
}

function vaultOf(place: VaultPlace, masterKey: Buffer, opened: VaultFile, openedSecrets: VaultSecrets): KeyVault {
  let file = opened;
  let secrets = openedSecrets;
  // Two writes at once would each put back what the other one just replaced.
  const inTurn = queue();
  return {
    get secrets() {
      return secrets;
    },
    key: (label) => deriveKey(masterKey, label),
    saveSecrets: (change) =>
      inTurn(async () => {
        const next = change(secrets);
        if (next === secrets) return;
        file = await writeVault(place, masterKey, file, next);
        secrets = next;
      }),
    changePassphrase: (passphrase, newPassphrase) =>
      inTurn(async () => {
        if (!(await tryPassphrase(place, file, passphrase))) throw new AppError('passphrase-wrong');
        checkPassphrase(newPassphrase);
        file = await replacePassphrase(place, masterKey, file, newPassphrase, secrets);
      }),
  };
}

const macOf = (masterKey: Buffer, body: Omit<VaultFile, 'mac'>) =>
  createHmac('sha256', deriveKey(masterKey, 'vault-mac')).update(canonicalJson(body)).digest();

async function readVaultFile(folder: string): Promise<VaultFile> {
  const bytes = await readIfThere(fileIn(folder));
  if (!bytes) throw new AppError('vault-damaged');
  return decodeVaultFile(bytes.toString());
}
