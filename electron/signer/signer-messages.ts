import type { ErrorCode } from '../../shared/errors.ts';

/** From main to the signer process. */
export type SignerRequest =
  | {
      readonly id: number;
      readonly call: 'open';
      readonly keyFile: Uint8Array;
      readonly password: string;
      /** SHA-256 of each document that may be signed, once. */
      readonly shas: readonly string[];
    }
  | { readonly id: number; readonly call: 'sign'; readonly sha: string; readonly digest: Uint8Array };

/** What is known of an opened key. */
export interface OpenedKey {
  /** DER, signer first. */
  readonly certificates: readonly Uint8Array[];
  readonly algorithm: 'rsa-pkcs1-sha256' | 'ecdsa-p256-sha256';
  /** Common name of the signer. */
  readonly subject: string;
}

/** From the signer process to main. */
export type SignerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: OpenedKey | Uint8Array }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode };
