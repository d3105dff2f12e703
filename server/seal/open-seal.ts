import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openPkcs12, type SigningKey } from '../../electron/signer/open-pkcs12.ts';
import { requireOwnSignature } from '../../electron/signer/own-signature.ts';
import { AppError, errorCode } from '../../shared/errors.ts';
import { commonName, requireUsable } from '../../shared/pdf/sign/certificate.ts';
import { digestBytes } from '../../shared/pdf/sign/signature-algorithm.ts';
import { type ModuleSettings, openSealModule } from './seal-module.ts';

/** Where the seal's key file (PKCS#12) lies and what opens it. */
export interface KeyFileSettings {
  readonly keyFile: string;
  readonly password: string;
}

/** A key file, or a key in a hardware security module. */
export type SealSettings = KeyFileSettings | ModuleSettings;

/** The seal of the authority, opened once at the start; its key stays in this process or in its module. */
export interface Seal {
  readonly key: SigningKey;
  /** Common name in the certificate. */
  readonly subject: string;
  /** SHA-256 of the certificate, for the log. */
  readonly certificateSha: string;
}

/**
 * Opens the key and tries it against its certificate. A wrong password, PIN, file or module stops the start, because nobody
 * would notice it later; a certificate that is expired does not, because the rest of the server is needed. Throws AppError
 * 'file-not-found', 'key-…', 'card-…', 'certificate-…'.
 */
export async function openSeal(settings: SealSettings, now: Date): Promise<Seal> {
  const key = 'module' in settings ? await openSealModule(settings) : await openKeyFile(settings, now);
  const probe = new Uint8Array(digestBytes(key.algorithm));
  requireOwnSignature(key, probe, await key.signDigest(probe), 'key-missing');
  const certificateSha = createHash('sha256').update(key.certificate.der).digest('hex');
  return { key, subject: commonName(key.certificate.subject), certificateSha };
}

async function openKeyFile({ keyFile, password }: KeyFileSettings, now: Date): Promise<SigningKey> {
  const bytes = await readFile(keyFile).catch((cause: unknown) => {
    throw new AppError('file-not-found', { cause });
  });
  return openWhenever(bytes, password, now);
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
