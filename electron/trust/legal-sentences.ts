import { type LegalKey, legalMeaning } from '../../shared/legal-meaning.ts';
import { type Certificate, readCertificate } from '../../shared/pdf/sign/certificate.ts';
import { isIssuer } from '../../shared/pdf/validate/verify-chain.ts';
import { type Language, translate } from '../../shared/texts/translate.ts';
import { qualify, type SignatureQualification } from '../../shared/trust/qualify.ts';
import { trustAge } from '../../shared/trust/trust-age.ts';
import type { TrustEntry } from '../../shared/trust/trust-list.ts';
import type { TrustFile } from './trust-file.ts';

/**
 * What signing with a certificate will mean, in sentences, before it happens. `certificate` null: of a key file, which says
 * nothing before its password is known and is no signature creation device anyway.
 */
export async function legalSentences(
  trust: TrustFile,
  certificate: Certificate | null,
  { language, now }: { readonly language: Language; readonly now: Date },
): Promise<readonly string[]> {
  return (await legalKeys(trust, certificate, now)).map((key) => translate(language, key));
}

async function legalKeys(trust: TrustFile, certificate: Certificate | null, now: Date): Promise<readonly LegalKey[]> {
  const offline = { revocation: 'unknown', hasProvenTime: false } as const;
  if (certificate === null) return legalMeaning({ ...offline, qualification: 'advanced', list: 'current' });
  const kept = await trust.load();
  if (kept.kind === 'none') return legalMeaning({ ...offline, qualification: 'advanced', list: 'none' });
  const list = trustAge(kept.list, now).isStale ? 'stale' : 'current';
  return legalMeaning({ ...offline, qualification: rank(certificate, kept.list.entries, now), list });
}

/** A listed service issues to persons directly; whatever cannot be read or found is advanced. */
function rank(certificate: Certificate, entries: readonly TrustEntry[], now: Date): SignatureQualification {
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
