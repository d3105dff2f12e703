import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { OpenedKey, SignerAnswer, SignerRequest } from './signer-messages.ts';

/** The part of Electron's UtilityProcess that is used. */
export interface SignerChild {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  kill(): boolean;
}

/** One signer process, from the first password to its end. */
export interface Signer {
  /** Throws AppError 'key-password-wrong', 'key-file-damaged', 'certificate-expired' … */
  open(keyFile: Uint8Array, password: string, shas: readonly string[]): Promise<OpenedKey>;
  sign(sha: string, digest: Uint8Array): Promise<Uint8Array>;
  /** Ends the process, and with it every copy of key and password. */
  kill(): void;
}

/** Talks to a freshly started signer process; when it dies, open calls fail with 'internal'. */
export function connectSigner(child: SignerChild): Signer {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: AppError) => void }>();
  let lastId = 0;
  let dead = false;

  child.on('message', (message) => {
    const answer = message as SignerAnswer;
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) asker?.resolve(answer.value);
    else asker?.reject(new AppError(answer.code));
  });
  child.on('exit', () => {
    dead = true;
    for (const { reject } of waiting.values()) reject(new AppError('internal' satisfies ErrorCode));
    waiting.clear();
  });

  function ask(request: WithoutId): Promise<unknown> {
    if (dead) return Promise.reject(new AppError('internal'));
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.postMessage({ ...request, id });
    });
  }

  return {
    open: (keyFile, password, shas) => ask({ call: 'open', keyFile, password, shas }) as Promise<OpenedKey>,
    sign: (sha, digest) => ask({ call: 'sign', sha, digest }) as Promise<Uint8Array>,
    kill: () => {
      child.kill();
    },
  };
}

type WithoutId = SignerRequest extends infer R ? (R extends SignerRequest ? Omit<R, 'id'> : never) : never;
