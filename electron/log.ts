import { type ErrorCode, errorCode } from '../shared/errors.ts';

/** What happened, by fixed words: never content, names, paths or keys. */
export type LogWord =
  | 'started'
  | 'locked'
  | 'unlocked'
  | 'window-gone'
  | 'call-failed'
  | 'torn-tail'
  | 'device-replaced'
  | 'device-returned';

/** One line on stderr. There is no telemetry and no file. */
export function log(word: LogWord, code?: ErrorCode): void {
  process.stderr.write(`${new Date().toISOString()} ${word}${code ? ` ${code}` : ''}\n`);
}

/** Logs the code of an error; while developing also where an unexpected one comes from. */
export function logError(word: LogWord, error: unknown, isPackaged: boolean): void {
  const code = errorCode(error);
  log(word, code);
  if (code === 'internal' && !isPackaged && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}
