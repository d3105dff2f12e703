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

/** Verdict, reason, signer and level in one line. */
export function verdictWords({
  verdict,
  reason,
  signer,
  level,
}: Pick<SignatureVerdict, 'verdict' | 'reason' | 'signer' | 'level'>): string {
  return `${verdict}${reason === null ? '' : ` (${reason})`}, ${signer ?? 'unknown signer'}, ${level}`;
}
