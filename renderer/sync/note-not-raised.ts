import type { ErrorCode } from '../../shared/errors.ts';
import type { Replica } from '../replica/replica.ts';
import type { NotRaised } from '../replica/replica-state.ts';

const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 6 * 3_600_000;

/** Why a Version was not raised; null when it already is at the level. */
export interface RaiseFailure {
  readonly version: string;
  readonly code: ErrorCode | null;
  /** 0 to 1. */
  readonly random: number;
}

/** Keeps why a Version was not raised and when to try again, across restarts. */
export function noteNotRaised(replica: Replica, failure: RaiseFailure): Promise<void> {
  const patch = () => {
    const { version } = replica.tables;
    const others = replica.state.notRaised.filter(
      (one) => one.version !== failure.version && version.row(one.version) >= 0,
    );
    const before = replica.state.notRaised.find((one) => one.version === failure.version);
    return { notRaised: [...others, afterFailure(before?.tries ?? 0, failure, replica.now())] };
  };
  return replica.patchState(patch).then(() => replica.tell('raising'));
}

/** What passes by itself is tried again with growing, jittered pauses; what will not is left to the person. */
export function afterFailure(triesBefore: number, { version, code, random }: RaiseFailure, now: Date): NotRaised {
  const tries = triesBefore + 1;
  if (code === null || isFinal(code)) return { version, code, tries, until: null };
  const pauseMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1)) * (0.5 + random);
  return { version, code, tries, until: new Date(now.getTime() + pauseMs).toISOString() };
}

/** No later try changes what the file or its certificate says. */
function isFinal(code: ErrorCode): boolean {
  return (
    code === 'revocation-no-source' ||
    code === 'format-not-appended' ||
    code === 'signature-too-large' ||
    code.startsWith('pdf-') ||
    code.startsWith('certificate-')
  );
}
