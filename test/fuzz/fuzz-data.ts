import type { RecordedAnswers } from '../fixtures/pdf/recorded-answers.ts';
import type { BaseFile } from './base.ts';

/** What the product needs beside a file: a signer, a font, anchors and a clock. */
export type Tools = {
  readonly chain: readonly Uint8Array[];
  /** PKCS#8. */
  readonly privateKey: Uint8Array;
  readonly font: Uint8Array;
  readonly trust: readonly Uint8Array[];
  readonly at: Date;
};

/** All that the fuzzer starts with. */
export type FuzzData = {
  readonly files: readonly BaseFile[];
  readonly answers: RecordedAnswers;
  readonly tools: Tools;
};
