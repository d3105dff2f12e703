import { AppError } from '../../shared/errors.ts';
import { type Certificate, readCertificate, requireUsable } from '../../shared/pdf/sign/certificate.ts';
import { equalBytes } from '../../shared/pdf/sign/der.ts';
import { makeSignDigest, openPrivateKey, type PrivateKey } from './private-key.ts';
import { type Pkcs12Content, readPkcs12 } from './read-pkcs12.ts';

/** A signing key in use: its certificate chain (DER, signer first) and the operation on a SHA-256 digest. */
export type SigningKey = {
  readonly chain: readonly Uint8Array[];
  readonly certificate: Certificate;
  readonly signDigest: (digest: Uint8Array) => Promise<Uint8Array>;
};

/**
 * Opens a PKCS#12 file (RFC 7292) and refuses keys that must not sign at this moment. Throws AppError
 * 'key-password-wrong', 'key-file-damaged', 'key-missing', 'key-several', 'key-algorithm-refused', 'key-too-short',
 * 'certificate-expired', 'certificate-not-yet-valid', 'certificate-no-signing'.
 */
export function openPkcs12(bytes: Uint8Array, password: string, at: Date): SigningKey {
  const content = damageAsKeyFile(() => readPkcs12(bytes, password));
  const certificates = damageAsKeyFile(() => content.certificates.map(readCertificate));
  const key = onlyKey(content);
  const certificate = certificates.find((candidate) => belongsTo(candidate, key));
  if (certificate === undefined) throw new AppError('key-missing');
  requireUsable(certificate, at);
  return { chain: chainOf(certificate, certificates), certificate, signDigest: makeSignDigest(key) };
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

/** Signer first, then each issuer that the file holds. */
function chainOf(signer: Certificate, all: readonly Certificate[]): Uint8Array[] {
  const chain = [signer];
  for (let current: Certificate | undefined = signer; current !== undefined; ) {
    const { issuer }: Certificate = current;
    current = all.find((candidate) => equalBytes(candidate.subject.raw, issuer.raw) && !chain.includes(candidate));
    if (current !== undefined) chain.push(current);
  }
  return chain.map((certificate) => certificate.der);
}

function damageAsKeyFile<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const isSaid = error instanceof AppError && error.code !== 'certificate-damaged';
    throw isSaid ? error : new AppError('key-file-damaged', { cause: error });
  }
}
