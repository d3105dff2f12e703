import type { TextKey } from './texts/translate.ts';
import type { SignatureQualification } from './trust/qualify.ts';

/** A sentence on what a signature legally means. */
export type LegalKey = Exclude<Extract<TextKey, `legal.${string}`>, `legal.rank.${string}`>;

/** What is known of a signature, or of the certificate that is going to make one. */
export interface LegalFacts {
  readonly qualification: SignatureQualification;
  readonly revocation: 'good' | 'revoked' | 'unknown';
  /** The trusted list that the rank comes from. */
  readonly list: 'none' | 'stale' | 'current';
  /** A proven time belongs to it; before signing there is none. */
  readonly hasProvenTime: boolean;
}

/** What a key is worth before it signs, by its certificate and the trusted list. */
export type KeyRank = Pick<LegalFacts, 'list'> & { readonly qualification: Exclude<SignatureQualification, 'unknown'> };

/** What signing with a key will mean. */
export function legalMeaningBefore(rank: KeyRank): readonly LegalKey[] {
  return legalMeaning({ ...rank, revocation: 'unknown', hasProvenTime: false });
}

/**
 * What a signature legally means, the main thing first: whether it can replace the written form (eIDAS Art. 25, 26, 35;
 * § 3a VwVfG), and what that depends on. The same before signing, from the certificate, and after it, from the validation.
 */
export function legalMeaning({ qualification, revocation, list, hasProvenTime }: LegalFacts): readonly LegalKey[] {
  if (qualification === 'unknown') return list === 'none' ? ['legal.unknown', 'legal.unlisted'] : ['legal.unknown'];
  const isUnchecked = revocation === 'unknown';
  const isAdvanced = qualification === 'advanced';
  const timeKey = isAdvanced ? 'legal.offline' : 'legal.timeUnproven';
  return [
    `legal.${qualification}`,
    ...(isUnchecked && !isAdvanced ? (['legal.ifNotRevoked'] as const) : []),
    ...(isUnchecked && !hasProvenTime ? ([timeKey] as const) : []),
    ...(list === 'none' ? (['legal.unlisted'] as const) : []),
    ...(list === 'stale' ? (['legal.stale'] as const) : []),
  ];
}
