import { AppError } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import { type Certificate, readCertificate, requireUsable } from '../../shared/pdf/sign/certificate.ts';
import { equalBytes } from '../../shared/pdf/sign/der.ts';
import { chooseAlgorithm } from '../../shared/pdf/sign/signature-algorithm.ts';
import { chainOf } from './certificate-chain.ts';
import { makeSignDigest, openPrivateKey, type PrivateKey } from './private-key.ts';
import { type Pkcs12Content, readPkcs12 } from './read-pkcs12.ts';

/** A signing key in use: its certificate chain (DER, signer first) and the operation on a digest of the algorithm. */
export type SigningKey = {
  readonly chain: readonly Uint8Array[];
  readonly certificate: Certificate;
  readonly algorithm: SignatureAlgorithm;
  readonly signDigest: (digest: Uint8Array) => Promise<Uint8Array>;
};

/**
 * Opens a PKCS#12 file (RFC 7292) and refuses keys that must not sign at this moment. `at` null: the caller
 * judges the certificate himself. `wanted`: another algorithm than the key's usual one. Throws AppError
 * 'key-password-wrong', 'key-file-damaged', 'key-missing', 'key-several', 'key-algorithm-refused', 'key-too-short',
 * 'certificate-expired', 'certificate-not-yet-valid', 'certificate-no-signing'.
 */
export function openPkcs12(
  bytes: Uint8Array,
  password: string,
  at: Date | null,
  wanted?: SignatureAlgorithm,
): SigningKey {
  const content = damageAsKeyFile(() => readPkcs12(bytes, password));
  const certificates = damageAsKeyFile(() => content.certificates.map(readCertificate));
  const key = onlyKey(content);
  const certificate = certificates.find((candidate) => belongsTo(candidate, key));
  if (certificate === undefined) throw new AppError('key-missing');
  if (at) requireUsable(certificate, at);
  const algorithm = chooseAlgorithm(certificate, wanted);
  return {
    chain: chainOf(certificate, certificates),
    certificate,
    algorithm,
    signDigest: makeSignDigest(key, algorithm),
  };
}

function onlyKey(content: Pkcs12Content): PrivateKey {
  const [first, second] = content.privateKeys;
  if (first === undefined) throw new AppError('key-missing');
  if (second !== undefined) throw new AppError('key-several');
  return openPrivateKey(first);
}

function belongsTo(certificate: Certificate, key: PrivateKey): boolean {
  const mine = certificate.publicKey;
  if (mine.kind === 'rsa' && key.kind === 'rsa') return equalBytes(mine.modulus, key.modulus);
  return mine.kind === 'ec' && key.kind === 'ec' && equalBytes(mine.point, key.point);
}

function damageAsKeyFile<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const isSaid = error instanceof AppError && error.code !== 'certificate-damaged';
    throw isSaid ? error : new AppError('key-file-damaged', { cause: error });
  }
}
