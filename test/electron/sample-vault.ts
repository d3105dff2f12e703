import { deriveArgon2 } from '../../electron/vault/argon2.ts';
import { makeDeviceKey } from '../../electron/vault/device-key.ts';
import type { VaultPlace } from '../../electron/vault/key-vault.ts';
import type { Keyring } from '../../electron/vault/keyring.ts';
import type { VaultSecrets } from '../../electron/vault/vault-secrets.ts';

export const PASSPHRASE = 'vier Wörter im Nebel';

/** A vault's place with the real Argon2id at a cost that tests can pay. */
export const vaultPlace = (folder: string, keyring: Keyring | null = null): VaultPlace => ({
  folder,
  keyring,
  derive: deriveArgon2,
  cost: { memoryKiB: 64, passes: 1, lanes: 1 },
});

export const sampleSecrets = (): VaultSecrets => ({
  deviceKey: makeDeviceKey().exportPrivate(),
  server: 'https://eakte.example',
  enrolment: {
    device: 'dev-1',
    person: { id: 'p-1', name: 'Erika Mustermann', einheit: 'e-1', einheitName: 'Jugendamt' },
    authority: 'Stadt Beispiel',
  },
  signerKey: null,
  lease: null,
});

/** A keyring as an OS offers it: what one made, another cannot open. */
export function sampleKeyring(): Keyring {
  const store = new Map<string, Uint8Array>();
  return {
    wrap: (secret) => {
      const name = `blob-${store.size}-${Math.floor(performance.now() * 1000)}`;
      store.set(name, secret);
      return Buffer.from(name);
    },
    unwrap: (sealed) => store.get(Buffer.from(sealed).toString()) ?? null,
  };
}
