import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { noTrust, openTrustDocument } from '../../shared/trust/open-trust-document.ts';
import { type TrustKey, type TrustList, trustKeySchema } from '../../shared/trust/trust-list.ts';
import type { ValidateCommand } from './parse-command-line.ts';

/**
 * The agency's signed trusted list from a file, checked with the key of another one; empty without them. Throws AppError
 * 'file-not-found', 'key-file-damaged', 'trust-list-…'.
 */
export function readTrustList(
  given: ValidateCommand['trustList'],
): Pick<TrustList, 'anchors' | 'timestampAnchors' | 'entries'> {
  if (given === null) return noTrust;
  return openTrustDocument(read(given.file), readKey(given.keyFile), 0);
}

function readKey(file: string): TrustKey {
  const pem = read(file);
  try {
    return trustKeySchema.parse(createPublicKey(pem).export({ format: 'jwk' }));
  } catch (cause) {
    throw new AppError('key-file-damaged', { cause });
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('file-not-found', { cause });
  }
}
