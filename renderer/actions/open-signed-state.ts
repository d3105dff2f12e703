import { openVersion } from './open-version.ts';

/** What was signed, and the file as it is, as bytes of their own. */
export interface SignedState {
  readonly signed: Uint8Array;
  readonly current: Uint8Array;
}

/** Cuts the signed revision (the first `signedBytes`) out of a Version, beside the whole of it. */
export async function openSignedState(version: string, signedBytes: number): Promise<SignedState> {
  const current = await openVersion(version);
  return { signed: current.slice(0, signedBytes), current };
}
