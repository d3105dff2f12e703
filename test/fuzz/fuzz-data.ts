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

/** Recorded answers of the network (DER) and the certificates that they are about; `at`: when they were current. */
export type Answers = {
  readonly token: Uint8Array;
  readonly nonce: Uint8Array;
  readonly ocsp: Uint8Array;
  readonly crl: Uint8Array;
  readonly signer: Uint8Array;
  readonly sub: Uint8Array;
  readonly tsa: Uint8Array;
  readonly root: Uint8Array;
  readonly at: Date;
};

/** All that the fuzzer starts with. */
export type FuzzData = { readonly files: readonly BaseFile[]; readonly answers: Answers; readonly tools: Tools };
