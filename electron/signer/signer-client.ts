import { askChild, type SignerChild } from './ask-child.ts';
import type { OpenedKey } from './signer-messages.ts';

/** One process that signs with an opened key, from the first password to its end. */
export interface Signing {
  sign(sha: string, digest: Uint8Array): Promise<Uint8Array>;
  /** Ends the process, and with it every copy of key and password. */
  kill(): void;
}

/** One signer process for a key file. */
export interface Signer extends Signing {
  /** Throws AppError 'key-password-wrong', 'key-file-damaged', 'certificate-expired' … */
  open(keyFile: Uint8Array, password: string, shas: readonly string[]): Promise<OpenedKey>;
}

/** Talks to a freshly started signer process; when it dies, open calls fail with 'internal'. */
export function connectSigner(child: SignerChild): Signer {
  const ask = askChild(child, 'internal');
  return {
    open: (keyFile, password, shas) => ask({ call: 'open', keyFile, password, shas }) as Promise<OpenedKey>,
    sign: (sha, digest) => ask({ call: 'sign', sha, digest }) as Promise<Uint8Array>,
    kill: () => {
      child.kill();
    },
  };
}
