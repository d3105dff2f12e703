import type { OpenedKey } from '../signer/signer-messages.ts';

/** A key for one signature. `close` ends what was started for it. */
export interface CommandKey extends OpenedKey {
  readonly signDigest: (digest: Uint8Array) => Promise<Uint8Array>;
  readonly close: () => void;
}
