/** What the confirmation window shows. */
export interface ConfirmRequest {
  readonly language: 'de' | 'en';
  readonly theme: 'system' | 'light' | 'dark' | 'contrast';
  readonly key: ConfirmKey;
  /** Known once the key file was opened before, and of every card. */
  readonly subject: string | null;
  /** What signing means legally, sentence by sentence. */
  readonly legal: readonly string[];
  readonly documents: readonly { readonly title: string; readonly fassung: number; readonly sha: string }[];
}

/** Which key: a file, or a card with the validity of its certificate. `hasPinPad`: the PIN is typed at the reader. */
export type ConfirmKey =
  | { readonly kind: 'file'; readonly name: string }
  | {
      readonly kind: 'card';
      readonly name: string;
      readonly notBefore: Date;
      readonly notAfter: Date;
      readonly hasPinPad: boolean;
    };
