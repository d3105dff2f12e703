import type { PublicKey } from '../sign/certificate.ts';
import { type Der, tags } from '../sign/der.ts';
import { hashBytes, signatureScheme, verifyDigest } from './verify-value.ts';

/** Did the key sign these bytes, as the AlgorithmIdentifier and the BIT STRING beside them say? SHA-1 never counts. */
export function verifySigned(key: PublicKey, signed: Uint8Array, algorithm: Der, value: Der): boolean {
  const scheme = signatureScheme(algorithm, undefined);
  if (scheme === undefined || scheme.hash === 'sha1' || value.tag !== tags.bitString) return false;
  const digest = hashBytes(scheme.hash, signed);
  return verifyDigest(key, scheme.scheme, scheme.hash, digest, value.body.subarray(1));
}
