import type { ErrorCode } from '../../shared/errors.ts';

/** How the loop goes on after an exchange. */
export type AfterSync =
  | { readonly phase: 'idle'; readonly waitMs: number }
  | { readonly phase: 'offline'; readonly waitMs: number }
  | { readonly phase: 'stopped'; readonly waitMs: number };

/** Poll in case that no poke comes. */
const POLL_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
/** With the jitter at most 30 s: whoever sees the server come back does not wait a minute. */
const LAST_RETRY_MS = 20_000;
/** A person has to act first; asked again now and then, because a clock may be set right or a device admitted again. */
const STOPPED_MS = 10 * 60_000;
/** Whoever makes room does not come here to say so. */
const FULL_DISK_MS = 10_000;

const passing: ReadonlySet<ErrorCode> = new Set([
  'server-unreachable',
  'server-certificate',
  'blob-offset',
  'blob-incomplete',
  'blob-checksum',
  'too-many-calls',
  'internal',
  'server-answer-invalid',
  // The next exchange begins with what mends it.
  'replica-damaged',
]);

/** What passes by itself is tried again with growing, jittered pauses; everything else waits for a person. */
export function decideAfterSync(result: {
  readonly code: ErrorCode | null;
  /** Failures in a row, this one included. */
  readonly failures: number;
  /** 0 to 1. */
  readonly random: number;
}): AfterSync {
  const { code, failures, random } = result;
  const jitter = 0.5 + random;
  if (code === null) return { phase: 'idle', waitMs: POLL_MS * jitter };
  if (code === 'disk-full') return { phase: 'stopped', waitMs: FULL_DISK_MS };
  if (!passing.has(code)) return { phase: 'stopped', waitMs: STOPPED_MS };
  const pause = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
  return { phase: 'offline', waitMs: pause * jitter };
}
