import type { Certificate } from '../sign/certificate.ts';
import { equalBytes } from '../sign/der.ts';
import { type Evidence, lastMoment } from '../validate/revocation.ts';

const mostKept = 64;
/** A list is asked for again after this time, although its makers say that it is good for longer. */
const listMs = 600_000;

/**
 * What was fetched for one file, kept for the next: a thousand files signed with one key ask the same questions. An OCSP
 * answer is used again for moments up to when it was made, a list for ten minutes.
 */
export class EvidenceMemory {
  private evidence: readonly { readonly one: Evidence; readonly fetched: Date }[] = [];
  private certificates: readonly Certificate[] = [];

  /** Issuers that certificates pointed to. */
  get issuers(): readonly Certificate[] {
    return this.certificates;
  }

  keepIssuers(path: readonly Certificate[]): void {
    const isNew = (one: Certificate): boolean => !this.certificates.some((known) => equalBytes(known.der, one.der));
    const fresh = path.filter(isNew);
    if (fresh.length > 0) this.certificates = [...fresh, ...this.certificates].slice(0, mostKept);
  }

  keepEvidence(one: Evidence, fetched: Date): void {
    this.evidence = [{ one, fetched }, ...this.evidence].slice(0, mostKept);
  }

  /** Evidence about a certificate that says something about `moment` now, at `at`. */
  find(certificate: Certificate, issuer: Certificate, moment: Date, at: Date): Evidence | undefined {
    return this.evidence.find(({ one, fetched }) => {
      if (one.kind === 'crl' && at.getTime() - fetched.getTime() > listMs) return false;
      const said = one.about(certificate, issuer);
      if (said === null || said.status === 'unknown' || at > lastMoment(said)) return false;
      return one.kind === 'crl' || said.thisUpdate >= moment;
    })?.one;
  }
}
