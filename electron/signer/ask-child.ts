import { AppError, type ErrorCode } from '../../shared/errors.ts';

/** The part of Electron's UtilityProcess that is used. */
export interface SignerChild {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: () => void): unknown;
  kill(): boolean;
}

/** How long an answer may take, and what it means when it does not come: the process is ended then. */
export interface TimeLimit {
  readonly ms: number;
  readonly code: ErrorCode;
}

type Answer = { readonly id: number } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: ErrorCode }
);
type Asker = { readonly resolve: (value: unknown) => void; readonly reject: (error: AppError) => void };

/**
 * Numbered questions to a child process. When it dies, open and later questions fail with `deathCode`, or with the code of
 * the time limit that ended it.
 */
export function askChild(
  child: SignerChild,
  deathCode: ErrorCode,
): (request: object, limit?: TimeLimit) => Promise<unknown> {
  const waiting = new Map<number, Asker>();
  let lastId = 0;
  let deadBy: ErrorCode | null = null;

  const die = (code: ErrorCode) => {
    deadBy ??= code;
    for (const { reject } of waiting.values()) reject(new AppError(deadBy));
    waiting.clear();
  };
  child.on('message', (message) => {
    const answer = message as Answer;
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) asker?.resolve(answer.value);
    else asker?.reject(new AppError(answer.code));
  });
  child.on('exit', () => die(deathCode));

  return (request, limit) => {
    if (deadBy !== null) return Promise.reject(new AppError(deadBy));
    const id = ++lastId;
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.postMessage({ ...request, id });
      if (limit === undefined) return;
      timer = setTimeout(() => {
        die(limit.code);
        child.kill();
      }, limit.ms);
    });
    return answered.finally(() => clearTimeout(timer));
  };
}
