import type { OtherHolder } from '../handlers/other-holder.ts';

/** What the confirmation window shows. */
export interface ConfirmRequest {
  readonly language: 'de' | 'en';
  readonly theme: 'system' | 'light' | 'dark' | 'contrast';
  readonly key: ConfirmKey;
  /** Null: a key file that is opened for the first time; the window asks for its password only, and signs nothing. */
  readonly subject: string | null;
  /** Whom the key names, where that is not the person who is signed in. */
  readonly otherHolder: OtherHolder | null;
  /** What signing means legally, sentence by sentence. */
  readonly legal: readonly string[];
  readonly documents: readonly { readonly title: string; readonly fassung: number; readonly sha: string }[];
}

/** Which key: a file (`isOpen`: its password was typed already), or a card or remote credential with the validity of its certificate. `hasPinPad`: the PIN is typed at the reader. */
export type ConfirmKey =
  | { readonly kind: 'file'; readonly name: string; readonly isOpen: boolean }
  | {
      readonly kind: 'card';
      readonly name: string;
      readonly notBefore: Date;
      readonly notAfter: Date;
      readonly hasPinPad: boolean;
    }
  | {
      readonly kind: 'remote';
      readonly name: string;
      readonly notBefore: Date;
      readonly notAfter: Date;
      /** What the person types here; none when the service asks elsewhere. */
      readonly factors: readonly { readonly id: string; readonly label: string; readonly isNumeric: boolean }[];
      /** The service asks in the browser. */
      readonly inBrowser: boolean;
    };

/** Tries what the person typed: a password or PIN, or one value for each factor of a remote credential. */
export type TrySecrets<T> = (first: string, ...more: readonly string[]) => Promise<T>;
