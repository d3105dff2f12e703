import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import type { Certificate } from '../../shared/pdf/sign/certificate.ts';
import { signatureValue } from '../../shared/pdf/sign/cms.ts';
import { readDer } from '../../shared/pdf/sign/der.ts';
import { signatureIdentifier } from '../../shared/pdf/sign/signature-algorithm.ts';
import { signatureScheme, verifyDigest } from '../../shared/pdf/validate/verify-value.ts';

/**
 * The value as a CMS holds it, after it was checked against certificate and digest: a card or a service that signs
 * something else must not leave a broken signature in the record. Throws AppError `mismatch`.
 */
export function requireOwnSignature(
  { certificate, algorithm }: { readonly certificate: Certificate; readonly algorithm: SignatureAlgorithm },
  digest: Uint8Array,
  signature: Uint8Array,
  mismatch: ErrorCode,
): Uint8Array {
  const scheme = signatureScheme(readDer(signatureIdentifier(algorithm)), undefined);
  const value = signatureValue(algorithm, signature);
  if (!scheme || !verifyDigest(certificate.publicKey, scheme, digest, value)) throw new AppError(mismatch);
  return value;
}
