import { AppError } from '../../shared/errors.ts';
import { digestBytes } from '../../shared/pdf/sign/signature-algorithm.ts';
import type { OpenedKey } from './signer-messages.ts';

/** A key as the session needs it: what may be told, and the private operation on a digest. */
export interface UsableKey extends OpenedKey {
  readonly signDigest: (digest: Uint8Array) => Promise<Uint8Array>;
}

/** What a session is asked: to open the key that `Opening` describes, then to sign. */
export type SessionRequest<Opening> =
  | (Opening & { readonly call: 'open'; readonly shas: readonly string[] })
  | { readonly call: 'sign'; readonly sha: string; readonly digest: Uint8Array };

/**
 * Life of one signer process: a key is opened once (after as many wrong passwords as it takes), then each listed document
 * is signed at most once; a digest that is listed twice, because two documents are the same file, twice. Throws AppError 'no-right' for anything else.
 */
export function makeSignerSession<Opening>(
  openKey: (opening: Opening) => UsableKey,
): (request: SessionRequest<Opening>) => Promise<OpenedKey | Uint8Array> {
  let session: { key: UsableKey; unsigned: string[] } | null = null;

  return async (request) => {
    switch (request.call) {
      case 'open': {
        if (session) throw new AppError('no-right');
        const key = openKey(request);
        session = { key, unsigned: [...request.shas] };
        const { certificates, algorithm, subject } = key;
        return { certificates, algorithm, subject };
      }
      case 'sign': {
        const { sha, digest } = request;
        if (session && digest.length !== digestBytes(session.key.algorithm)) throw new AppError('input-invalid');
        const at = session?.unsigned.indexOf(sha) ?? -1;
        if (!session || at < 0) throw new AppError('no-right');
        session.unsigned.splice(at, 1);
        return session.key.signDigest(digest);
      }
    }
  };
}
