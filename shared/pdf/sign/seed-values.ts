import { AppError } from '../../errors.ts';
import type { FormField } from '../file/form-fields.ts';
import { isType, nameOf, numberOf, type PdfDict, textOf } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import type { CertificationLevel, SignatureAlgorithm } from '../pdf-types.ts';
import { equalBytes } from './der.ts';
import { algorithmFacts } from './signature-algorithm.ts';

/** What the signature will be, as far as a field may prescribe it. */
export type SignaturePlan = {
  readonly algorithm: SignatureAlgorithm;
  readonly chain: readonly Uint8Array[];
  readonly reason: string | undefined;
  /** Absent: an approval signature. */
  readonly certify: CertificationLevel | undefined;
};

// Required constraints by their bit in /Ff (ISO 32000-2 table 237); any other bit is unknown.
const bits = {
  Filter: 1,
  SubFilter: 2,
  V: 4,
  Reasons: 8,
  LegalAttestation: 16,
  AddRevInfo: 32,
  DigestMethod: 64,
  LockDocument: 128,
  AppearanceFilter: 256,
} as const;
type Constraint = keyof typeof bits;
const knownBits = Object.values(bits).reduce((all, bit) => all | bit, 0);
/** Of a dictionary parser for PDF 2.0 (table 237, /V). */
const parserVersion = 3;

/**
 * Refuses a signature that the field's seed values (§12.7.5.5) forbid, or that they tie to something this engine does not
 * do. Throws AppError 'pdf-seed-value-forbids'.
 */
export function requireSeedValues(file: PdfFile, field: FormField | null, plan: SignaturePlan): void {
  const seed = file.dict(field?.dict.get('SV'));
  if (seed !== undefined && !fits(file, seed, plan)) throw new AppError('pdf-seed-value-forbids');
}

/** The reasons one of which must be given; null: any, or none. An empty list: none may be given. */
export function requiredReasons(file: PdfFile, field: FormField): readonly string[] | null {
  const seed = file.dict(field.dict.get('SV'));
  return seed === undefined || !isRequired(file, seed, 'Reasons') ? null : reasonsOf(file, seed);
}

function fits(file: PdfFile, seed: PdfDict, plan: SignaturePlan): boolean {
  const flags = numberOf(file.resolve(seed.get('Ff'))) ?? 0;
  if ((flags & ~knownBits) !== 0) return false;
  const value = (key: string) => file.resolve(seed.get(key));
  const names = (key: string) => (file.array(seed.get(key)) ?? []).map((item) => file.resolve(item));
  const checks: Readonly<Record<Constraint, () => boolean>> = {
    Filter: () => nameOf(value('Filter')) === 'Adobe.PPKLite',
    SubFilter: () => names('SubFilter').some((item) => nameOf(item) === 'ETSI.CAdES.detached'),
    V: () => (numberOf(value('V')) ?? 0) <= parserVersion,
    Reasons: () => isReasonAllowed(reasonsOf(file, seed), plan.reason),
    // A legal attestation belongs to certifications, revocation data to higher levels: neither is made here.
    LegalAttestation: () => false,
    AddRevInfo: () => value('AddRevInfo') !== true,
    DigestMethod: () => names('DigestMethod').some((item) => isDigest(textOf(item) ?? nameOf(item), plan.algorithm)),
    LockDocument: () => nameOf(value('LockDocument')) !== 'true',
    AppearanceFilter: () => false,
  };
  const required = (Object.keys(bits) as Constraint[]).filter((constraint) => flags & bits[constraint]);
  return (
    required.every((constraint) => checks[constraint]()) &&
    isCertifiedAsWanted(file, seed, plan.certify) &&
    !wantsTimestamp(file, seed) &&
    isSignerAllowed(file, file.dict(seed.get('Cert')), plan.chain)
  );
}

function isRequired(file: PdfFile, seed: PdfDict, constraint: Constraint): boolean {
  return ((numberOf(file.resolve(seed.get('Ff'))) ?? 0) & bits[constraint]) !== 0;
}

/** A single period stands for no reason at all. */
function reasonsOf(file: PdfFile, seed: PdfDict): readonly string[] {
  const reasons = (file.array(seed.get('Reasons')) ?? []).flatMap((item) => textOf(file.resolve(item)) ?? []);
  return reasons.length === 1 && reasons[0] === '.' ? [] : reasons;
}

function isReasonAllowed(reasons: readonly string[], reason: string | undefined): boolean {
  return reason === undefined ? reasons.length === 0 : reasons.includes(reason);
}

function isDigest(wanted: string | undefined, algorithm: SignatureAlgorithm): boolean {
  return wanted?.toLowerCase().replace('-', '') === algorithmFacts[algorithm].hash;
}

/** /MDP with a level above 0 asks for that certification, 0 for an approval signature (table 237). */
function isCertifiedAsWanted(file: PdfFile, seed: PdfDict, certify: CertificationLevel | undefined): boolean {
  const wanted = numberOf(file.resolve(file.dict(seed.get('MDP'))?.get('P')));
  return wanted === undefined || wanted === (certify ?? 0);
}

/** At level B-B there is no time-stamp; a later one is not in the signature's own dictionary. */
function wantsTimestamp(file: PdfFile, seed: PdfDict): boolean {
  return ((numberOf(file.resolve(file.dict(seed.get('TimeStamp'))?.get('Ff'))) ?? 0) & 1) !== 0;
}

/** Table 238: subject and issuer are compared as certificates; other required constraints are not understood. */
function isSignerAllowed(file: PdfFile, wanted: PdfDict | undefined, chain: readonly Uint8Array[]): boolean {
  if (wanted === undefined) return true;
  const flags = numberOf(file.resolve(wanted.get('Ff'))) ?? 0;
  const [subject, issuer] = [1, 2];
  const isAmong = (key: string, certificates: readonly Uint8Array[]): boolean =>
    (file.array(wanted.get(key)) ?? []).some((item) => {
      const held = file.resolve(item);
      return isType(held, 'string') && certificates.some((certificate) => equalBytes(certificate, held.bytes));
    });
  if ((flags & ~(subject | issuer)) !== 0) return false;
  if (flags & subject && !isAmong('Subject', chain.slice(0, 1))) return false;
  return !(flags & issuer) || isAmong('Issuer', chain.slice(1));
}
