import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openPkcs12, type SigningKey } from '../../electron/signer/open-pkcs12.ts';
import { requireOwnSignature } from '../../electron/signer/own-signature.ts';
import { AppError, errorCode } from '../../shared/errors.ts';
import { commonName, requireUsable } from '../../shared/pdf/sign/certificate.ts';

/** Where the seal's key file (PKCS#12) lies and what opens it. */
export interface SealSettings {
  readonly keyFile: string;
  readonly password: string;
}

/** The seal of the authority, opened once at the start; its key stays in this process. */
export interface Seal {
  readonly key: SigningKey;
  /** Common name in the certificate. */
  readonly subject: string;
  /** SHA-256 of the certificate, for the log. */
  readonly certificateSha: string;
}

/** What the command line and the environment say; null: no seal. The password comes from the environment alone. */
export function readSealSettings(
  keyFile: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): SealSettings | null {
  const file = keyFile ?? env.SEAL_KEY;
  return file ? { keyFile: file, password: env.SEAL_PASSWORD ?? '' } : null;
}

/**
 * Opens the key file and tries the key against its certificate. A wrong password or file stops the start, because nobody
 * would notice it later; a certificate that is expired does not, because the rest of the server is needed. Throws AppError
 * 'file-not-found', 'key-…', 'certificate-…'.
 */
export async function openSeal({ keyFile, password }: SealSettings, now: Date): Promise<Seal> {
  const bytes = await readFile(keyFile).catch((cause: unknown) => {
    throw new AppError('file-not-found', { cause });
  });
  const key = openWhenever(bytes, password, now);
  const probe = new Uint8Array(key.algorithm.endsWith('384') ? 48 : 32);
  requireOwnSignature(key, probe, await key.signDigest(probe), 'key-missing');
  const certificateSha = createHash('sha256').update(key.certificate.der).digest('hex');
  return { key, subject: commonName(key.certificate.subject), certificateSha };
}

/** Throws AppError 'seal-key-unusable' when the certificate must not seal at this moment. */
export function requireSealUsable({ key }: Seal, at: Date): void {
  try {
    requireUsable(key.certificate, at);
  } catch (cause) {
    throw new AppError('seal-key-unusable', { cause });
  }
}

/** The validity is judged at every sealing, not here. */
function openWhenever(bytes: Uint8Array, password: string, now: Date): SigningKey {
  try {
    return openPkcs12(bytes, password, now);
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'certificate-expired' && code !== 'certificate-not-yet-valid') throw error;
    return openPkcs12(bytes, password, null);
  }
}
