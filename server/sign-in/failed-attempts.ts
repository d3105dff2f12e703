import { AppError } from '../../shared/errors.ts';

const WINDOW_MS = 60_000;
const MAX_FAILURES = 8;

/** Counts failed sign-ins per name on this node, so that passwords cannot be tried out; right ones cost nothing. */
export interface FailedAttempts {
  /** Throws AppError 'too-many-calls' when the name has failed too often within the last minute. */
  require(name: string): void;
  record(name: string): void;
}

/** An empty count; `now` is the server's clock. */
export function countFailedAttempts(now: () => Date): FailedAttempts {
  const failures = new Map<string, number[]>();
  const recent = (name: string): number[] => {
    const since = now().getTime() - WINDOW_MS;
    return (failures.get(name) ?? []).filter((time) => time > since);
  };
  return {
    require(name) {
      if (recent(name.toLowerCase()).length >= MAX_FAILURES) throw new AppError('too-many-calls');
    },
    record(name) {
      // Names that never come back must not fill the memory.
      if (failures.size > 10_000) failures.clear();
      failures.set(name.toLowerCase(), [...recent(name.toLowerCase()), now().getTime()]);
    },
  };
}
