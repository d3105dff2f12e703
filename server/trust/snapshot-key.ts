import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { receiptSigningInput, type SignedReceipt } from '../../shared/device-receipt.ts';
import { type Lease, leaseSigningInput, type SignedLease } from '../../shared/lease.ts';
import { type TrustDocument, type TrustKey, trustKeySchema, trustSigningInput } from '../../shared/trust/trust-list.ts';
import type { Db } from '../database.ts';
import { readMeta } from '../read-meta.ts';

/** The server's key for what devices must be able to believe: trusted lists, receipts and leases. */
export interface SnapshotKey {
  readonly publicKey: TrustKey;
  /** The public key as PEM, for the command line. */
  readonly publicPem: string;
  sign(snapshot: string): TrustDocument;
  /** Confirms that a device was handed back. */
  signReceipt(receipt: string): SignedReceipt;
  /** Until when a device opens without the agency. */
  signLease(lease: Lease): SignedLease;
}

/** The key of this database, made the first time: ES256, as the devices' keys are. */
export async function readSnapshotKey(db: Db): Promise<SnapshotKey> {
  const pem = await readMeta(db, 'trust-key', () => {
    // As text: exporting the KeyObject of a new key may stand still for good (docs/decisions/0055).
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    return privateKey;
  });
  const key = createPrivateKey(pem);
  const publicKey = createPublicKey(key);
  const signText = (text: string) =>
    sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return {
    publicKey: trustKeySchema.parse(publicKey.export({ format: 'jwk' })),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (snapshot) => ({ snapshot, signature: signText(trustSigningInput(snapshot)) }),
    signReceipt: (receipt) => ({ receipt, signature: signText(receiptSigningInput(receipt)) }),
    signLease: (lease) => {
      const text = JSON.stringify(lease);
      return { lease: text, signature: signText(leaseSigningInput(text)) };
    },
  };
}
