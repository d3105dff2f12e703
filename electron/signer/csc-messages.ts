import type { ErrorCode } from '../../shared/errors.ts';
import type { CscFactor, CscMode } from './csc-credential.ts';
import type { CscPost } from './csc-fetch.ts';
import type { SignInSetting } from './csc-sign-in.ts';
import type { OpenedKey } from './signer-messages.ts';

/** A service that the policy allows; `signIn` null: it asks for no sign-in. */
export interface CscSetting {
  readonly url: string;
  readonly signIn: SignInSetting | null;
}

/** A credential in the list; `problem`: why it cannot sign. */
export interface SeenCredential {
  readonly id: string;
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly notAfter: string;
  readonly problem: ErrorCode | null;
}

/** What main must know to show a credential and to prepare signatures with it. */
export interface RemoteCredential extends OpenedKey {
  readonly mode: CscMode;
  readonly factors: readonly CscFactor[];
  readonly multisign: number;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** From main to the process that speaks to signature services. */
export type CscRequest = { readonly id: number; readonly service: CscSetting } & (
  | { readonly call: 'list' }
  | { readonly call: 'read' | 'sendCode'; readonly credential: string }
  | {
      readonly call: 'sign';
      readonly credential: string;
      readonly digests: readonly Uint8Array[];
      readonly factors: Readonly<Record<string, string>>;
    }
);

/** What the process needs of main, which alone has the network and the browser. */
export type CscNeed = { readonly needId: number } & (
  | { readonly need: 'fetch'; readonly post: CscPost }
  | { readonly need: 'browser'; readonly url: string }
);

/** Main's answer to a need. */
export type CscProvision = { readonly needId: number } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: ErrorCode }
);
