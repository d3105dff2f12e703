import type { SignerChild } from '../signer/ask-child.ts';

/** What the command line may touch, passed in so that tests need no process. */
export type CommandContext = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** TrueType file of the stamps' font. */
  readonly fontPath: string;
  /** A fresh process for a vendor's PKCS#11 module. */
  readonly startCardProcess: () => SignerChild;
};
