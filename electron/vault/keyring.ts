/** The part of Electron's `safeStorage` that is used; handed in, so that the rules run without Electron. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
}

/** Wraps the device secret under the OS keyring. */
export interface Keyring {
  wrap(secret: Uint8Array): Uint8Array;
  /** null when this keyring did not wrap it or has lost its key. */
  unwrap(sealed: Uint8Array): Uint8Array | null;
}

/**
 * The OS keyring, or null when it is not worth its name. On Linux: available, backend neither `basic_text` nor `unknown`,
 * blob not prefixed `v10` (that is a public constant), round trip ok. Windows' DPAPI blobs start with v10 too: there the
 * prefix says nothing.
 */
export function openKeyring(storage: SafeStorage, platform: NodeJS.Platform): Keyring | null {
  try {
    if (!storage.isEncryptionAvailable()) return null;
    if (platform === 'linux' && !isStrongLinuxBackend(storage)) return null;
    const probe = 'aktentasche-keyring-probe';
    return storage.decryptString(storage.encryptString(probe)) === probe ? keyringOf(storage) : null;
  } catch {
    return null;
  }
}

function isStrongLinuxBackend(storage: SafeStorage): boolean {
  const backend = storage.getSelectedStorageBackend?.() ?? 'unknown';
  if (backend === 'basic_text' || backend === 'unknown') return false;
  return storage.encryptString('x').subarray(0, 3).toString('latin1') !== 'v10';
}

function keyringOf(storage: SafeStorage): Keyring {
  return {
    wrap: (secret) => storage.encryptString(Buffer.from(secret).toString('base64')),
    unwrap: (sealed) => {
      try {
        return Buffer.from(storage.decryptString(Buffer.from(sealed)), 'base64');
      } catch {
        return null;
      }
    },
  };
}
