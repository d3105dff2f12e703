import { AppError } from '../../shared/errors.ts';
import type { OpenedKey, SignerRequest } from './signer-messages.ts';

/** A key as the session needs it: what may be told, and the private operation on a SHA-256 digest. */
export interface UsableKey extends OpenedKey {
  readonly signDigest: (digest: Uint8Array) => Promise<Uint8Array>;
}

/**
 * Life of one signer process: a key is opened once (after as many wrong passwords as it takes), then each listed document
 * is signed at most once. Throws AppError 'no-right' for anything else.
 */
export function makeSignerSession(
  openKey: (keyFile: Uint8Array, password: string) => UsableKey,
): (request: SignerRequest) => Promise<OpenedKey | Uint8Array> {
  let session: { key: UsableKey; unsigned: Set<string> } | null = null;

  return async (request) => {
    switch (request.call) {
      case 'open': {
        if (session) throw new AppError('no-right');
        const key = openKey(request.keyFile, request.password);
        session = { key, unsigned: new Set(request.shas) };
        const { certificates, algorithm, subject } = key;
        return { certificates, algorithm, subject };
      }
      case 'sign': {
        if (request.digest.length !== 32) throw new AppError('input-invalid');
        if (!session?.unsigned.delete(request.sha)) throw new AppError('no-right');
        return session.key.signDigest(request.digest);
      }
    }
  };
}
