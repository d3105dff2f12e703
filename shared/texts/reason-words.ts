import type { Reason } from '../pdf/validate/reason.ts';
import { type Language, type TextKey, translate } from './translate.ts';

type ReasonKey = Extract<TextKey, `grund.${string}`>;

const keys: Readonly<Record<Reason, ReasonKey>> = {
  'signature-not-indirect': 'grund.range',
  'byte-range-malformed': 'grund.range',
  'byte-range-beyond-end': 'grund.range',
  'byte-range-gap': 'grund.range',
  'byte-range-not-at-revision-end': 'grund.range',
  'byte-range-overlap': 'grund.range',
  'revision-bypassed': 'grund.bypassed',
  'revision-damaged': 'grund.range',
  'signature-not-in-its-revision': 'grund.bypassed',
  'changed-after-signing': 'grund.changes',
  'manifest-missing': 'grund.manifest',
  'manifest-damaged': 'grund.manifest',
  'file-missing': 'grund.fileMissing',
  'reference-outside': 'grund.outside',
  'signature-wrapped': 'grund.outside',
  'format-unsupported': 'grund.format',
  'cms-damaged': 'grund.format',
  'content-attached': 'grund.format',
  'content-type': 'grund.format',
  'contents-padding': 'grund.format',
  'attributes-missing': 'grund.format',
  'algorithm-unknown': 'grund.algorithm',
  'algorithm-mismatch': 'grund.format',
  'weak-algorithm': 'grund.algorithm',
  'digest-mismatch': 'grund.digest',
  'signature-value-wrong': 'grund.value',
  'certificate-mismatch': 'grund.mismatch',
  'signer-certificate-missing': 'grund.signerMissing',
  'chain-untrusted': 'grund.chain',
  'trust-service-not-granted': 'grund.service',
  'certificate-expired': 'grund.expired',
  'certificate-not-yet-valid': 'grund.notYet',
  'certificate-revoked': 'grund.revoked',
  'key-usage': 'grund.usage',
  'timestamp-malformed': 'grund.timestampWrong',
  'timestamp-imprint': 'grund.timestampWrong',
  'timestamp-invalid': 'grund.timestampWrong',
  'timestamp-untrusted': 'grund.timestamp',
};

/** The sentence for a reason of the validation. */
export function reasonWords(language: Language, reason: Reason): string {
  return translate(language, keys[reason]);
}
