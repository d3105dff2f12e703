import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';

/** All certificates of PEM files, or the one of each DER file, as DER. Throws AppError 'file-not-found', 'certificate-damaged'. */
export function readCertificates(paths: readonly string[]): Uint8Array[] {
  return paths.flatMap(readPem);
}

function readPem(path: string): Uint8Array[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new AppError('file-not-found', { cause: error });
  }
  try {
    const blocks = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    return (blocks ?? [bytes]).map((block) => new X509Certificate(block).raw);
  } catch (error) {
    throw new AppError('certificate-damaged', { cause: error });
  }
}
