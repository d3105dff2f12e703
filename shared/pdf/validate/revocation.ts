import type { Certificate } from '../sign/certificate.ts';

/** What one piece of evidence says about one certificate; its signature has been checked. */
export type Statement = {
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: Date | null;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
};

/** An OCSP answer or a CRL. */
export type Evidence = {
  readonly kind: 'ocsp' | 'crl';
  readonly der: Uint8Array;
  /** Certificates that the evidence brings along: responders. */
  readonly certificates: readonly Certificate[];
  /** Null when it is not about this certificate, or not signed by its issuer or whom the issuer named. */
  readonly about: (certificate: Certificate, issuer: Certificate) => Statement | null;
};

/** The status of a certificate at a moment, and the date of the evidence that says so. */
export type Revocation = { readonly status: 'good' | 'revoked' | 'unknown'; readonly asOf: Date | null };

// An OCSP answer without nextUpdate says that newer ones can be had at any time.
const withoutNextUpdateMs = 86_400_000;

/**
 * Revoked when any evidence says so for this moment or before; good when evidence from then or later, or still current
 * then, says so; otherwise unknown.
 */
export function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  evidence: readonly Evidence[],
  at: Date,
): Revocation {
  let good: Date | null = null;
  for (const one of evidence) {
    const said = one.about(certificate, issuer);
    if (said === null) continue;
    if (said.status === 'revoked' && said.revokedAt !== null && said.revokedAt <= at) {
      return { status: 'revoked', asOf: said.thisUpdate };
    }
    const isUsable = said.status !== 'unknown' && (said.thisUpdate >= at || at <= lastMoment(said));
    if (isUsable && (good === null || said.thisUpdate > good)) good = said.thisUpdate;
  }
  return good === null ? { status: 'unknown', asOf: null } : { status: 'good', asOf: good };
}

/** Until when a statement may be used as the current one. */
export function lastMoment({ thisUpdate, nextUpdate }: Statement): Date {
  return nextUpdate ?? new Date(thisUpdate.getTime() + withoutNextUpdateMs);
}

/** The worst along a path from the signer to the anchor, which nobody revokes; `asOf` is the oldest evidence. */
export function pathRevocation(path: readonly Certificate[], evidence: readonly Evidence[], at: Date): Revocation {
  let oldest: Date | null = null;
  let isKnown = path.length > 0;
  for (const [index, certificate] of path.entries()) {
    const issuer = path[index + 1];
    if (issuer === undefined) break;
    const one = revocationOf(certificate, issuer, evidence, at);
    if (one.status === 'revoked') return one;
    if (one.status === 'unknown') isKnown = false;
    if (one.asOf !== null && (oldest === null || one.asOf < oldest)) oldest = one.asOf;
  }
  return isKnown ? { status: 'good', asOf: oldest } : { status: 'unknown', asOf: null };
}
