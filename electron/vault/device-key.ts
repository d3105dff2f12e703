import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { z } from 'zod';
import { devicePublicKeySchema } from '../../shared/sync-protocol.ts';

/** The workstation's own ES256 key: signs operations, access records, token assertions and DPoP proofs. */
export interface DeviceKey {
  readonly publicJwk: z.infer<typeof devicePublicKeySchema>;
  /** ES256 over `data` (hashed inside), IEEE P1363, base64url. */
  sign(data: Uint8Array): string;
  /** PKCS#8 DER, base64: what the vault keeps. */
  exportPrivate(): string;
}

/** A new key pair (P-256). */
export function makeDeviceKey(): DeviceKey {
  // As bytes: a KeyObject shares a lock with the job that made it, and a garbage collection during an export waits for itself.
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { format: 'der', type: 'spki' },
    privateKeyEncoding: { format: 'der', type: 'pkcs8' },
  });
  return importDeviceKey(privateKey.toString('base64'));
}

/** The key that {@link DeviceKey.exportPrivate} gave away. */
export function importDeviceKey(pkcs8: string): DeviceKey {
  return deviceKeyOf(createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' }));
}

function deviceKeyOf(key: KeyObject): DeviceKey {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  return {
    publicJwk: devicePublicKeySchema.parse({ kty, crv, x, y }),
    sign: (data) => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
    exportPrivate: () => key.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}
