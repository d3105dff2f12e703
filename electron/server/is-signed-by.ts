import { createPublicKey, verify } from 'node:crypto';
import type { TrustKey } from '../../shared/trust/trust-list.ts';

/** Whether the server's pinned key made this signature, base64url of r||s (ES256), over the text. */
export function isSignedBy(jwk: TrustKey, text: string, signature: string): boolean {
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
}
