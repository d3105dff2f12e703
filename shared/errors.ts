/**
 * Every error code of the product, by area. A code is kebab-case English with the trade noun kept; the words for the
 * person stand in `texts/errors-de.ts` and `texts/errors-en.ts`, and the compiler refuses a code without them.
 */
export const errorCodes = [
  // bridge
  'internal',
  'input-invalid',
  'too-large',
  'too-many-calls',
  'cancelled',
  // first run, unlock, vault
  'passphrase-wrong',
  'passphrase-too-weak',
  'recovery-code-wrong',
  'keyring-missing',
  'vault-damaged',
  'vault-missing',
  'locked',
  'lease-expired',
  'already-running',
  'policy-invalid',
  // journal and replica
  'disk-full',
  'journal-damaged',
  'journal-write-failed',
  'replica-damaged',
  'notfallkopie-invalid',
  'notfallkopie-other-person',
  'version-not-here',
  'value-invalid',
  // server and sync
  'server-unreachable',
  'server-certificate',
  'server-too-old',
  'server-answer-invalid',
  'sign-in-failed',
  'device-revoked',
  'device-fork',
  'device-unsent',
  'token-invalid',
  'clock-skew',
  'no-right',
  'not-deputy',
  'not-found',
  'akte-closed',
  'version-unknown',
  'profile-invalid',
  'schema-too-old',
  'operation-gap',
  'operation-invalid',
  'resync-needed',
  'blob-offset',
  'blob-checksum',
  'blob-incomplete',
  'blob-lost',
  // refused work handed over
  'package-damaged',
  'package-forged',
  'package-not-for-device',
  'package-twice',
  'package-settled',
  'akte-has-open-vorgaenge',
  'vorgang-not-ready',
  'eingang-settled',
  'vertraulichkeit-too-high',
  'reason-missing',
  'package-not-here',
  'dokument-frozen',
  'schritt-not-current',
  'change-unclassified',
  'version-superseded',
  'zeichnung-invalid',
  'recipient-no-right',
  'recipient-no-key',
  // PDF file
  'pdf-empty',
  'pdf-no-header',
  'pdf-truncated',
  'pdf-xref-damaged',
  'pdf-xref-loop',
  'pdf-object-damaged',
  'pdf-too-deep',
  'pdf-too-much-data',
  'pdf-page-tree-damaged',
  'pdf-no-pages',
  'pdf-page-out-of-range',
  'pdf-encrypted',
  'pdf-password-wrong',
  'pdf-permission-missing',
  'pdf-encryption-unknown',
  'pdf-filter-unknown',
  'pdf-too-large',
  'pdf-changed-meanwhile',
  'pdf-xfa-dynamic',
  // stamp and signature
  'pdf-changes-forbidden',
  'pdf-signature-broken',
  'pdf-field-exists',
  'pdf-seed-value-forbids',
  'signature-image-unfit',
  'stamp-kind-unknown',
  'stamp-text-unsupported',
  'stamp-field-invalid',
  'stamp-only-unsigned',
  'stamp-needs-qualified-signature',
  'stamp-definition-invalid',
  'collection-empty',
  'signature-too-large',
  'pdf-certify-too-late',
  'key-file-damaged',
  'key-password-wrong',
  'key-missing',
  'key-several',
  'key-algorithm-refused',
  'key-too-short',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-no-signing',
  'certificate-damaged',
  // levels: time-stamps and revocation
  'pdf-not-signed',
  'tsa-missing',
  'tsa-unreachable',
  'tsa-refused',
  'tsa-answer-invalid',
  'tsa-certificate-unfit',
  'issuer-missing',
  'revocation-no-source',
  'revocation-unreachable',
  'revocation-answer-invalid',
  'revocation-stale',
  'revocation-unknown',
  'certificate-revoked',
  'address-not-allowed',
  'format-not-appended',
  // cards
  'card-module-missing',
  'card-module-not-allowed',
  'card-module-wrong-architecture',
  'card-module-unfit',
  'card-module-hangs',
  'card-module-crashed',
  'card-slot-unknown',
  'card-missing',
  'card-unknown',
  'card-removed',
  'card-pin-missing',
  'card-pin-wrong',
  'card-pin-wrong-few-tries',
  'card-pin-wrong-last-try',
  'card-pin-blocked',
  'card-pin-unset',
  'card-pin-expired',
  'card-empty',
  'card-key-missing',
  'card-certificate-missing',
  'card-certificate-unknown',
  'card-several-certificates',
  'card-key-mismatch',
  'card-failed',
  // trusted list
  'trust-list-missing',
  'trust-list-damaged',
  'trust-list-signature-invalid',
  'trust-list-signer-unknown',
  'trust-list-rollback',
  'trust-list-stale',
  'trust-key-missing',
  // remote signatures (CSC)
  'csc-not-allowed',
  'csc-unreachable',
  'csc-answer-invalid',
  'csc-unauthorized',
  'csc-expired',
  'csc-otp-wrong',
  'csc-refused',
  'csc-credential-unusable',
  'csc-too-many',
  'csc-hash-mismatch',
  // seal of the authority
  'seal-not-configured',
  'seal-unreadable',
  'seal-key-unusable',
  // containers
  'mail-damaged',
  'mail-too-large',
  'container-damaged',
  'container-unsafe',
  'container-type-unknown',
  'container-without-pdf',
  'container-not-changed',
  // files that arrive together
  'signature-without-document',
  'signature-not-of-document',
  'file-type-unknown',
  // deadlines
  'frist-day-invalid',
  'frist-day-in-future',
  'frist-land-unknown',
  'frist-rule-unknown',
  'frist-duration-invalid',
  'frist-settled',
  'frist-differs',
  'postausgang-changed',
  // files
  'file-not-found',
  'file-not-writable',
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

/** An error that a person will read: its code selects the sentence, `cause` is for the log and never shown. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options?: { readonly cause?: unknown }) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
  }
}

/** The code of any thrown value; everything that is not an AppError is `internal`. */
export function errorCode(error: unknown): ErrorCode {
  return error instanceof AppError ? error.code : 'internal';
}

/** Ends a `switch` over a union: the compiler objects when a case is missing. */
export function assertNever(value: never): never {
  throw new AppError('internal', { cause: value });
}
