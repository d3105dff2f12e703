import type { KeyRank } from '../../shared/legal-meaning.ts';
import { type Certificate, readCertificate } from '../../shared/pdf/sign/certificate.ts';
import { isIssuer } from '../../shared/pdf/validate/verify-chain.ts';
import { qualify } from '../../shared/trust/qualify.ts';
import { trustAge } from '../../shared/trust/trust-age.ts';
import type { TrustEntry } from '../../shared/trust/trust-list.ts';
import type { TrustFile } from './trust-file.ts';

/**
 * What a signature with a certificate will be worth, before it is made. `certificate` null: of a key file, which says nothing
 * before its password is known and is no signature creation device anyway.
 */
export async function keyRank(trust: TrustFile, certificate: Certificate | null, now: Date): Promise<KeyRank> {
  if (certificate === null) return { qualification: 'advanced', list: 'current' };
  const kept = await trust.load();
  if (kept.kind === 'none') return { qualification: 'advanced', list: 'none' };
  const list = trustAge(kept.list, now).isStale ? 'stale' : 'current';
  return { qualification: rank(certificate, kept.list.entries, now), list };
}

/** A listed service issues to persons directly; whatever cannot be read or found is advanced. */
function rank(certificate: Certificate, entries: readonly TrustEntry[], now: Date): KeyRank['qualification'] {
  try {
    const issuers = entries
      .filter(({ service }) => service === 'CA/QC')
      .map((entry) => readCertificate(entry.certificate))
      .filter((issuer) => isIssuer(issuer, certificate));
    return qualify([certificate, ...issuers], entries, now);
  } catch {
    return 'advanced';
  }
}
