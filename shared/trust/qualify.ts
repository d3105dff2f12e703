import type { Certificate } from '../pdf/sign/certificate.ts';
import { equalBytes } from '../pdf/sign/der.ts';
import { meetsCriteria } from './meets-criteria.ts';
import { readQcStatements } from './qc-statements.ts';
import type { TrustEntry, TrustPeriod } from './trust-list.ts';

/**
 * What a signature is worth by the trusted list: qualified (certificate qualified, key in a QSCD), advanced with a qualified
 * certificate, or advanced. `unknown`: not valid, or a time-stamp.
 */
export type SignatureQualification =
  | 'qualified-signature'
  | 'qualified-seal'
  | 'advanced-qualified-certificate'
  | 'advanced'
  | 'unknown';

// What takes something away counts even where its criteria cannot be judged here.
const restricting = new Set(['NotQualified', 'QCNoSSCD', 'QCNoQSCD', 'QCForWSA']);

/**
 * The qualification of a trusted signer at a moment (EN 319 102-1, ETSI TS 119 615 §4.3-4.5 in their simple form): the CA
 * must have been granted when the certificate was issued and at that moment; `path` runs from the signer to its anchor.
 * Throws AppError 'certificate-damaged'.
 */
export function qualify(
  path: readonly Certificate[],
  entries: readonly TrustEntry[],
  at: Date,
): Exclude<SignatureQualification, 'unknown'> {
  const [signer, ...issuers] = path;
  if (signer === undefined) return 'advanced';
  const services = entries.filter(
    ({ service, certificate }) => service === 'CA/QC' && issuers.some(({ der }) => equalBytes(der, certificate)),
  );
  const then = qualifiedAt(signer, services, signer.notBefore);
  const now = qualifiedAt(signer, services, at);
  if (then === null || now === null || now.use === 'web') return 'advanced';
  if (!now.hasQscd) return 'advanced-qualified-certificate';
  return now.use === 'seals' ? 'qualified-seal' : 'qualified-signature';
}

/** The period of a service that a moment falls in; null before the first. */
export function periodAt({ periods }: Pick<TrustEntry, 'periods'>, at: Date): TrustPeriod | null {
  const moment = at.toISOString();
  return periods.find(({ from }) => from <= moment) ?? null;
}

/** Null: not a qualified certificate then. */
function qualifiedAt(
  signer: Certificate,
  services: readonly TrustEntry[],
  at: Date,
): { readonly use: TrustPeriod['uses'][number]; readonly hasQscd: boolean } | null {
  const periods = services.flatMap((service) => periodAt(service, at) ?? []).filter(({ granted }) => granted);
  if (periods.length === 0) return null;
  const said = new Set(periods.flatMap((period) => qualifiersFor(signer, period)));
  const own = readQcStatements(signer);
  const isQualified = (own.isCompliant || said.has('QCStatement')) && !said.has('NotQualified') && !own.isForeign;
  const use = purposeOf(said, own.uses);
  if (!isQualified || use === null) return null;
  // Most lists say what a service is for; one that says nothing is for every use.
  if (!periods.some(({ uses }) => uses.length === 0 || uses.includes(use))) return null;
  return { use, hasQscd: hasQscd(said, own.hasQscd) };
}

function qualifiersFor(signer: Certificate, { qualifications }: TrustPeriod): string[] {
  return qualifications.flatMap(({ qualifiers, criteria }) => {
    const meets = meetsCriteria(signer, criteria);
    return qualifiers.filter((qualifier) => meets === true || (meets === null && restricting.has(qualifier)));
  });
}

/** The list speaks before the certificate; without a word of either a qualified certificate is for signatures. */
function purposeOf(
  said: ReadonlySet<string>,
  own: readonly TrustPeriod['uses'][number][],
): TrustPeriod['uses'][number] | null {
  const listed = (['signatures', 'seals', 'web'] as const).filter((use) =>
    qualifierOf[use].some((name) => said.has(name)),
  );
  const uses = listed.length > 0 ? listed : own;
  if (uses.length > 1) return null;
  return uses[0] ?? 'signatures';
}

const qualifierOf = {
  signatures: ['QCForESig'],
  seals: ['QCForESeal', 'QCForLegalPerson'],
  web: ['QCForWSA'],
} as const;

function hasQscd(said: ReadonlySet<string>, own: boolean): boolean {
  if (said.has('QCNoQSCD') || said.has('QCNoSSCD')) return false;
  return own || ['QCWithQSCD', 'QCWithSSCD', 'QCQSCDManagedOnBehalf'].some((name) => said.has(name));
}
