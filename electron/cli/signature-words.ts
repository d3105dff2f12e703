import type { SignatureVerdict } from '../../shared/pdf/pdf-types.ts';

/** When a signature was made, and by which proof. */
export function timeWords({ provenTime, claimedTime }: Pick<SignatureVerdict, 'provenTime' | 'claimedTime'>): string {
  if (provenTime !== null) return `existed at ${provenTime} (proven)`;
  return claimedTime === null ? 'no time stated' : `signed at ${claimedTime} (only claimed)`;
}

/** Whether a certificate was revoked, as far as the evidence says. */
export function revocationWords({
  revocation,
  revocationAsOf,
}: Pick<SignatureVerdict, 'revocation' | 'revocationAsOf'>): string {
  switch (revocation) {
    case 'good':
      return `not revoked${revocationAsOf === null ? '' : ` as of ${revocationAsOf}`}`;
    case 'revoked':
      return 'a certificate was revoked';
    case 'unknown':
      return 'revocation unknown: the file holds no evidence for that time';
  }
}

const certifications = {
  1: 'certifies the file: nothing may be changed',
  2: 'certifies the file: forms may be filled in and signatures added',
  3: 'certifies the file: forms may be filled in, annotations and signatures added',
} as const;

/** What a certification leaves open; nothing to say of any other signature. */
export function certificationWords({ certifies }: Pick<SignatureVerdict, 'certifies'>): readonly string[] {
  return certifies === null ? [] : [certifications[certifies]];
}

/** Verdict, reason, signer and level in one line. */
export function verdictWords({
  verdict,
  reason,
  signer,
  level,
}: Pick<SignatureVerdict, 'verdict' | 'reason' | 'signer' | 'level'>): string {
  return `${verdict}${reason === null ? '' : ` (${reason})`}, ${signer ?? 'unknown signer'}, ${level}`;
}
