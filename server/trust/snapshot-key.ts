import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { type TrustDocument, type TrustKey, trustKeySchema, trustSigningInput } from '../../shared/trust/trust-list.ts';
import type { Db } from '../database.ts';
import { readMeta } from '../read-meta.ts';

/** The server's key for trusted lists. */
export interface SnapshotKey {
  readonly publicKey: TrustKey;
  /** The public key as PEM, for the command line. */
  readonly publicPem: string;
  sign(snapshot: string): TrustDocument;
}

/** The key of this database, made the first time: ES256, as the devices' keys are. */
export async function readSnapshotKey(db: Db): Promise<SnapshotKey> {
  const pem = await readMeta(db, 'trust-key', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  });
  const key = createPrivateKey(pem);
  const publicKey = createPublicKey(key);
  return {
    publicKey: trustKeySchema.parse(publicKey.export({ format: 'jwk' })),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign(snapshot) {
      const signature = sign('sha256', Buffer.from(trustSigningInput(snapshot)), { key, dsaEncoding: 'ieee-p1363' });
      return { snapshot, signature: signature.toString('base64url') };
    },
  };
}
