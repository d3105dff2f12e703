import { AppError } from '../../errors.ts';
import { qualify, type SignatureQualification } from '../../trust/qualify.ts';
import type { TrustEntry } from '../../trust/trust-list.ts';
import { certificationLevel } from '../change-rights.ts';
import { type DigestName, digestRange } from '../file/byte-source.ts';
import { type SignatureField, signatureFields, unlistedSignatureFields } from '../file/form-fields.ts';
import { isType, nameOf, type PdfDict, textOf } from '../file/objects.ts';
import type { PdfFile } from '../file/pdf-file.ts';
import { carriesUntil } from '../level/carries-until.ts';
import type { CertificationLevel, PdfVerdict, SignatureVerdict, ValidateRequest, Verdict } from '../pdf-types.ts';
import { commonName } from '../sign/certificate.ts';
import { hashBytes } from '../sign/hash-bytes.ts';
import { trustedAnchors } from './anchors.ts';
import { type Coverage, readCoverage, readRevision } from './byte-range.ts';
import { compareRevisions } from './compare-revisions.ts';
import type { Finding, Judged } from './judged.ts';
import { type Proof, proveTimes, type Trust, type TrustedStore, trustSigner } from './prove-times.ts';
import { readCms } from './read-cms.ts';
import { readStore } from './read-store.ts';
import type { Reason } from './reason.ts';
import { verifyDetached } from './verify-detached.ts';
import { readTimestamp } from './verify-timestamp.ts';

const signatureTimestamp = '1.2.840.113549.1.9.16.2.14';
const mostSignatures = 200;
const detached = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);

/** How an opened file is judged. */
export type JudgeOptions = Omit<ValidateRequest, 'source' | 'password'>;

/** Judges every signed field of a file. Throws AppError for a file that cannot be read at all. */
export function judgeSignatures(file: PdfFile, request: JudgeOptions): PdfVerdict {
  const entries = request.entries ?? [];
  const trusted: TrustedStore = { ...trustedAnchors(request), store: readStore(file), at: request.at };
  const listed = signatureFields(file);
  const fields = [...listed, ...unlistedSignatureFields(file, listed)].filter((field) => field.signature !== undefined);
  // Each costs a reading of the file; archives of many years hold some dozens.
  if (fields.length > mostSignatures) throw new AppError('pdf-too-much-data');
  const judged = fields.map((field) => judgeOne(request, file, field));
  const overlapping = overlaps(judged);
  const proofs = proveTimes(
    judged.filter((one) => !overlapping.has(one)),
    trusted,
  );
  const signatures = judged.map((one) => {
    const proof = proofs.get(one) ?? { time: null, own: null };
    return conclude({ file, one, all: judged, trusted, proof, entries, isOverlapping: overlapping.has(one) });
  });
  const warnings = judged.flatMap(({ changes }) => changes.warned);
  return { verdict: worst(signatures.map(({ verdict }) => verdict)), signatures, warnings };
}

function worst(verdicts: readonly Verdict[]): PdfVerdict['verdict'] {
  if (verdicts.length === 0) return 'none';
  if (verdicts.includes('invalid')) return 'invalid';
  return verdicts.includes('indeterminate') ? 'indeterminate' : 'valid';
}

function judgeOne(request: JudgeOptions, file: PdfFile, field: SignatureField): Judged {
  const changes = { permitted: [], forbidden: [], warned: [] };
  const none = { cms: null, timestamp: null, isDocumentTimestamp: false, coversStore: false, certifies: null };
  const blank = { field, coverage: null, changes, ...none };
  const coverage = readCoverage(file, field);
  if ('reason' in coverage) return { ...blank, integrity: { verdict: 'invalid', reason: coverage.reason } };
  try {
    const revision = readRevision(file, field, coverage.end);
    if ('reason' in revision) return { ...blank, coverage, integrity: { verdict: 'invalid', reason: revision.reason } };
    const later = coverage.end === file.source.size ? changes : compareRevisions(revision, file);
    const coversStore = revision.catalog().has('DSS');
    const integrity = verifyIntegrity(request, file, field.signature!, coverage);
    const certifies = certifiedLevel(revision, field);
    return { ...blank, coverage, changes: later, coversStore, certifies, ...integrity };
  } catch (error) {
    // The signed revision or the signature's own structure cannot be read: that proves nothing good about it.
    const reason =
      error instanceof AppError && error.code === 'certificate-damaged' ? 'cms-damaged' : 'revision-damaged';
    return { ...blank, coverage, integrity: { verdict: 'invalid', reason } };
  }
}

/** The level of the revision's certification, when that is this very signature. */
function certifiedLevel(revision: PdfFile, { signatureRef }: SignatureField): CertificationLevel | null {
  const named = revision.dict(revision.catalog().get('Perms'))?.get('DocMDP');
  const isThis = isType(named, 'ref') && named.num === signatureRef?.num && named.gen === signatureRef.gen;
  return isThis ? certificationLevel(revision) : null;
}

function verifyIntegrity(
  request: JudgeOptions,
  file: PdfFile,
  signature: PdfDict,
  coverage: Coverage,
): Pick<Judged, 'integrity' | 'cms' | 'timestamp' | 'isDocumentTimestamp'> {
  const contents = signature.get('Contents');
  const bytes = isType(contents, 'string') ? contents.bytes : new Uint8Array(0);
  const subFilter = nameOf(signature.get('SubFilter')) ?? '';
  if (subFilter === 'ETSI.RFC3161') {
    const timestamp = readTimestamp(bytes, (hash) => digestCovered(request, file, coverage, hash));
    const { verdict, reason, cms } = timestamp;
    return { integrity: { verdict, reason }, cms, timestamp, isDocumentTimestamp: true };
  }
  if (!detached.has(subFilter)) {
    const integrity: Finding = { verdict: 'indeterminate', reason: 'format-unsupported' };
    return { integrity, cms: null, timestamp: null, isDocumentTimestamp: false };
  }
  const cms = readCms(bytes);
  const signed = { cms, contents: bytes, isPades: subFilter === 'ETSI.CAdES.detached' };
  const wrong = verifyDetached(signed, (hash) => digestCovered(request, file, coverage, hash));
  const token = cms.unsigned.get(signatureTimestamp);
  const timestamp = token === undefined ? null : readTimestamp(token.raw, (hash) => hashBytes(hash, cms.signature));
  return { integrity: wrong ?? { verdict: 'valid', reason: null }, cms, timestamp, isDocumentTimestamp: false };
}

function digestCovered(request: JudgeOptions, file: PdfFile, coverage: Coverage, hash: DigestName): Uint8Array {
  return file.fuel.untimed(() => {
    const digest = request.makeDigest(hash);
    digestRange(file.source, digest, 0, coverage.gapStart);
    digestRange(file.source, digest, coverage.gapEnd, coverage.end);
    return digest.digest();
  });
}

/** Rule 2: two signatures may not end at the same place nor share a gap. */
function overlaps(judged: readonly Judged[]): ReadonlySet<Judged> {
  const out = new Set<Judged>();
  for (const one of judged) {
    for (const other of judged) {
      if (one === other || one.coverage === null || other.coverage === null) continue;
      const isNested = one.coverage.end <= other.coverage.gapStart || other.coverage.end <= one.coverage.gapStart;
      if (!isNested) out.add(one);
    }
  }
  return out;
}

type Conclusion = {
  readonly file: PdfFile;
  readonly one: Judged;
  readonly all: readonly Judged[];
  readonly trusted: TrustedStore;
  readonly proof: Proof;
  readonly entries: readonly TrustEntry[];
  readonly isOverlapping: boolean;
};

function conclude(of: Conclusion): SignatureVerdict {
  const { file, one, all, trusted, proof } = of;
  const { field, coverage, cms, changes } = one;
  const trust = one.isDocumentTimestamp ? proof.own : trustSigner(cms, trusted, proof.time ?? trusted.at);
  const revocation = trust?.revocation ?? { status: 'unknown', asOf: null };
  const finding = finalFinding(of, trust?.reason ?? null);
  const isWhole = coverage !== null && isOnlySpace(file, coverage.end);
  return {
    field: field.name,
    ...finding,
    qualification: qualificationOf(of, finding, trust),
    signer: cms?.signer === undefined ? null : commonName(cms.signer.subject),
    issuer: cms?.signer === undefined ? null : commonName(cms.signer.issuer),
    claimedTime: claimedTime(field.signature!),
    provenTime: proof.time?.toISOString() ?? null,
    level: levelOf(one, all, revocation.status !== 'unknown' && trusted.store.evidence.length > 0),
    carriesUntil: one.isDocumentTimestamp && cms ? (carriesUntil(cms, trust?.path ?? [])?.toISOString() ?? null) : null,
    revocation: revocation.status,
    revocationAsOf: revocation.asOf?.toISOString() ?? null,
    certifies: one.certifies,
    coversWholeFile: isWhole,
    changesAfter:
      changes.forbidden.length > 0 ? 'forbidden' : isWhole || changes.permitted.length === 0 ? 'none' : 'permitted',
    signedBytes: coverage?.end ?? null,
    changes: [
      ...changes.forbidden.map((fact) => ({ ...fact, isPermitted: false })),
      ...changes.permitted.map((fact) => ({ ...fact, isPermitted: true })),
    ],
  };
}

/** Only a valid signature has a rank; at the moment that its chain was judged for. */
function qualificationOf(
  { one, entries, trusted, proof }: Conclusion,
  { verdict }: Finding,
  trust: Trust | null,
): SignatureQualification {
  if (verdict !== 'valid' || one.isDocumentTimestamp || trust === null) return 'unknown';
  try {
    return qualify(trust.path, entries, proof.time ?? trusted.at);
  } catch {
    // A trusted authority's certificate with statements that cannot be read: nothing more than advanced is proven.
    return 'advanced';
  }
}

function finalFinding({ one, proof, isOverlapping }: Conclusion, distrust: Reason | null): Finding {
  if (isOverlapping) return { verdict: 'invalid', reason: 'byte-range-overlap' };
  if (one.integrity.verdict === 'invalid') return one.integrity;
  if (one.changes.forbidden.length > 0) return { verdict: 'invalid', reason: 'changed-after-signing' };
  if (one.integrity.verdict !== 'valid' || one.cms?.signer === undefined) return one.integrity;
  if (one.timestamp?.verdict === 'invalid') return { verdict: 'indeterminate', reason: 'timestamp-invalid' };
  if (distrust === null) return { verdict: 'valid', reason: null };
  // Who signed is fine by itself; only the authority that would prove the time is not known here.
  const wantsProof = distrust === 'certificate-expired' && proof.time === null && proof.own !== null;
  return { verdict: 'indeterminate', reason: wantsProof ? 'timestamp-untrusted' : distrust };
}

/** EN 319 142-1 §6: the form reached, from time-stamps that are whole and a store that answers for the signer. */
function levelOf(one: Judged, all: readonly Judged[], isAnswered: boolean): SignatureVerdict['level'] {
  if (one.isDocumentTimestamp) return 'timestamp';
  if (nameOf(one.field.signature!.get('SubFilter')) !== 'ETSI.CAdES.detached') return 'other';
  const later = all.filter(
    (other) =>
      other.isDocumentTimestamp &&
      other.integrity.verdict !== 'invalid' &&
      (other.coverage?.end ?? 0) > (one.coverage?.end ?? 0),
  );
  const hasOwn = one.timestamp !== null && one.timestamp.verdict !== 'invalid';
  if (!hasOwn && later.length === 0) return 'B-B';
  if (!isAnswered) return 'B-T';
  return later.some(({ coversStore }) => coversStore) ? 'B-LTA' : 'B-LT';
}

function isOnlySpace(file: PdfFile, from: number): boolean {
  if (file.source.size - from > 64) return false;
  return file.source
    .read(from, file.source.size - from)
    .every((byte) => byte === 10 || byte === 13 || byte === 32 || byte === 0);
}

/** /M as ISO 8601 in UTC (§7.9.4), null when absent or nonsense. */
function claimedTime(signature: PdfDict): string | null {
  const said = textOf(signature.get('M')) ?? '';
  const parts = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(said);
  if (parts === null) return null;
  const [year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = parts.slice(1, 7);
  const sign = parts[7] === '-' ? -1 : 1;
  const offsetMs = sign * (Number(parts[8] ?? 0) * 60 + Number(parts[9] ?? 0)) * 60_000;
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return Number.isFinite(utc) ? new Date(utc - offsetMs).toISOString() : null;
}
