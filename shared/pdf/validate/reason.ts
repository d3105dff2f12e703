/**
 * Every reason why a signature is not simply valid, in the order in which they are found. The words for a person stand in
 * `texts/reason-words.ts`, and the compiler refuses a reason without them.
 */
export const reasons = [
  // where it lies in the file
  'signature-not-indirect',
  'byte-range-malformed',
  'byte-range-beyond-end',
  'byte-range-gap',
  'byte-range-not-at-revision-end',
  'byte-range-overlap',
  'revision-bypassed',
  'revision-damaged',
  'signature-not-in-its-revision',
  'changed-after-signing',
  // where it lies in a container
  'manifest-missing',
  'manifest-damaged',
  'file-missing',
  'reference-outside',
  'signature-wrapped',
  // its form
  'format-unsupported',
  'cms-damaged',
  'content-attached',
  'content-type',
  'contents-padding',
  'attributes-missing',
  'algorithm-unknown',
  'algorithm-mismatch',
  'weak-algorithm',
  // what it says
  'digest-mismatch',
  'signature-value-wrong',
  'certificate-mismatch',
  // whom to believe
  'signer-certificate-missing',
  'chain-untrusted',
  'trust-service-not-granted',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-revoked',
  'key-usage',
  'timestamp-malformed',
  'timestamp-imprint',
  'timestamp-invalid',
  'timestamp-untrusted',
] as const;

/** One of {@link reasons}. */
export type Reason = (typeof reasons)[number];
