import type { ErrorCode } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';

/** What opens a key file. */
export interface KeyFileOpening {
  readonly keyFile: Uint8Array;
  readonly password: string;
}

/** From main to the signer process: open a key with the SHA-256 of each document that may be signed, once; then sign. */
export type SignerRequest =
  | (KeyFileOpening & { readonly id: number; readonly call: 'open'; readonly shas: readonly string[] })
  | { readonly id: number; readonly call: 'sign'; readonly sha: string; readonly digest: Uint8Array };

/** What is known of an opened key. */
export interface OpenedKey {
  /** DER, signer first. */
  readonly certificates: readonly Uint8Array[];
  readonly algorithm: SignatureAlgorithm;
  /** Common name of the signer. */
  readonly subject: string;
}

/** From the signer process to main. */
export type SignerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: OpenedKey | Uint8Array }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode };
