import { AppError, type ErrorCode } from '../../shared/errors.ts';

/** What happened to one mutant: written to the end, refused with a code somewhere, or one of the failures. */
export type Outcome = 'written' | 'refused' | 'raw' | 'output' | 'hang' | 'memory';

/** A failure in words. */
export type Failure = { readonly kind: Exclude<Outcome, 'written' | 'refused'>; readonly words: string };

const swallowed: unknown[] = [];

// The bundle of the fuzzer calls this in every `catch` of the engine (build/fuzz/report-catches.mjs).
(globalThis as { noteCaught?: (error: unknown) => void }).noteCaught = (error) => swallowed.push(error);

/** Runs one operation. Gives its result, or the code of the refusal; whatever else was thrown inside is a failure. */
export function attempt<T>(name: string, work: () => T, failures: Failure[]): { value: T } | { code: ErrorCode } {
  swallowed.length = 0;
  try {
    return { value: work() };
  } catch (error) {
    return { code: refusalOf(name, error, failures) };
  } finally {
    noteRaw(name, failures);
  }
}

/** Like `attempt`, for operations that wait for the network. */
export async function attemptOnline<T>(
  name: string,
  work: () => Promise<T>,
  failures: Failure[],
): Promise<{ value: T } | { code: ErrorCode }> {
  swallowed.length = 0;
  try {
    return { value: await work() };
  } catch (error) {
    return { code: refusalOf(name, error, failures) };
  } finally {
    noteRaw(name, failures);
  }
}

function refusalOf(name: string, error: unknown, failures: Failure[]): ErrorCode {
  if (error instanceof AppError) {
    if (error.code !== 'internal') return error.code;
    failures.push({ kind: 'raw', words: `${name}: internal, ${placeOf(error)}` });
    return error.code;
  }
  failures.push({ kind: 'raw', words: `${name}: ${placeOf(error)}` });
  return 'internal';
}

/** `URIError` is how JavaScript says that bytes are no UTF-8; nothing else but an AppError may come up. */
function noteRaw(name: string, failures: Failure[]): void {
  const raw = swallowed.find((error) => !(error instanceof AppError) && !(error instanceof URIError));
  if (raw !== undefined) failures.push({ kind: 'raw', words: `${name}: ${placeOf(raw)}` });
}

function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [first = '', ...frames] = (error.stack ?? '').split('\n');
  return `${first} ${frames
    .slice(0, 3)
    .map((frame) => frame.trim().replace(/ \(.*[/\\]/, ' ('))
    .join(' < ')}`;
}
