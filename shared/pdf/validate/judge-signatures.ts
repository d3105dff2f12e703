import { AppError } from '../../errors.ts';
import { type DigestName, digestRange } from '../file/byte-source.ts';
import { type SignatureField, signatureFields, unlistedSignatureFields } from '../file/form-fields.ts';
import { isType, nameOf, type PdfDict, textOf } from '../file/objects.ts';
import { PdfFile } from '../file/pdf-file.ts';
import type { PdfVerdict, SignatureVerdict, ValidateRequest, Verdict } from '../pdf-types.ts';
import { type Certificate, commonName, readCertificate } from '../sign/certificate.ts';
import { hashBytes } from '../sign/hash-bytes.ts';
import { type Coverage, readCoverage, readRevision } from './byte-range.ts';
import { type Changes, compareRevisions } from './compare-revisions.ts';
import { readCms, type SignedCms } from './read-cms.ts';
import { verifyChain } from './verify-chain.ts';
import { verifyCms } from './verify-cms.ts';
import { type TimestampResult, verifyTimestamp } from './verify-timestamp.ts';

const signatureTimestamp = '1.2.840.113549.1.9.16.2.14';
const detached = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);

type Finding = { readonly verdict: Verdict; readonly reason: string | null };

/** What was found out about one signature before the others are known. */
type Judged = {
  readonly field: SignatureField;
  readonly coverage: Coverage | null;
  readonly integrity: Finding;
  readonly cms: SignedCms | null;
  readonly timestamp: TimestampResult | null;
  readonly isDocumentTimestamp: boolean;
  readonly changes: Changes;
};

/** Judges every signed field of a file. Throws AppError for a file that cannot be read at all. */
export function judgeSignatures(request: ValidateRequest): PdfVerdict {
  const file = new PdfFile(request.source);
  if (file.xref.trailer.has('Encrypt')) throw new AppError('pdf-encrypted');
  const anchors = request.trust.map(readCertificate);
  const listed = signatureFields(file);
  const fields = [...listed, ...unlistedSignatureFields(file, listed)].filter((field) => field.signature !== undefined);
  const judged = fields.map((field) => judgeOne(request, file, field, anchors));
  const overlapping = overlaps(judged);
  const signatures = judged.map((one) => conclude(request, file, one, judged, anchors, overlapping.has(one)));
  return { verdict: worst(signatures.map(({ verdict }) => verdict)), signatures };
}

function worst(verdicts: readonly Verdict[]): PdfVerdict['verdict'] {
  if (verdicts.length === 0) return 'none';
  if (verdicts.includes('invalid')) return 'invalid';
  return verdicts.includes('indeterminate') ? 'indeterminate' : 'valid';
}

function judgeOne(
  request: ValidateRequest,
  file: PdfFile,
  field: SignatureField,
  anchors: readonly Certificate[],
): Judged {
  const nothing = { permitted: [], forbidden: [] };
  const blank = { field, coverage: null, cms: null, timestamp: null, isDocumentTimestamp: false, changes: nothing };
  const coverage = readCoverage(file, field);
  if ('reason' in coverage) return { ...blank, integrity: { verdict: 'invalid', reason: coverage.reason } };
  try {
    const revision = readRevision(file, field, coverage.end);
    if ('reason' in revision) return { ...blank, coverage, integrity: { verdict: 'invalid', reason: revision.reason } };
    const changes = coverage.end === file.source.size ? nothing : compareRevisions(revision, file);
    return { ...blank, coverage, changes, ...verifyIntegrity(request, field.signature!, coverage, anchors) };
  } catch (error) {
    // The signed revision or the signature's own structure cannot be read: that proves nothing good about it.
    const reason =
      error instanceof AppError && error.code === 'certificate-damaged' ? 'cms-damaged' : 'revision-damaged';
    return { ...blank, coverage, integrity: { verdict: 'invalid', reason } };
  }
}

function verifyIntegrity(
  request: ValidateRequest,
  signature: PdfDict,
  coverage: Coverage,
  anchors: readonly Certificate[],
): Pick<Judged, 'integrity' | 'cms' | 'timestamp' | 'isDocumentTimestamp'> {
  const contents = signature.get('Contents');
  const bytes = isType(contents, 'string') ? contents.bytes : new Uint8Array(0);
  const subFilter = nameOf(signature.get('SubFilter')) ?? '';
  if (subFilter === 'ETSI.RFC3161') {
    const timestamp = verifyTimestamp(bytes, (hash) => digestCovered(request, coverage, hash), [], anchors);
    const { verdict, reason, cms } = timestamp;
    return { integrity: { verdict, reason }, cms, timestamp, isDocumentTimestamp: true };
  }
  if (!detached.has(subFilter)) {
    const integrity: Finding = { verdict: 'indeterminate', reason: 'format-unsupported' };
    return { integrity, cms: null, timestamp: null, isDocumentTimestamp: false };
  }
  const cms = readCms(bytes);
  const wrong = verifyCms(cms, (hash) => digestCovered(request, coverage, hash));
  const token = cms.unsigned.get(signatureTimestamp);
  const timestamp =
    token === undefined
      ? null
      : verifyTimestamp(token.raw, (hash) => hashBytes(hash, cms.signature), cms.certificates, anchors);
  return { integrity: wrong ?? { verdict: 'valid', reason: null }, cms, timestamp, isDocumentTimestamp: false };
}

function digestCovered(request: ValidateRequest, coverage: Coverage, hash: DigestName): Uint8Array {
  const digest = request.makeDigest(hash);
  digestRange(request.source, digest, 0, coverage.gapStart);
  digestRange(request.source, digest, coverage.gapEnd, coverage.end);
  return digest.digest();
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

function conclude(
  request: ValidateRequest,
  file: PdfFile,
  one: Judged,
  all: readonly Judged[],
  anchors: readonly Certificate[],
  isOverlapping: boolean,
): SignatureVerdict {
  const { field, coverage, cms, changes } = one;
  const proven = provenTime(one, all);
  const finding = finalFinding(request, one, anchors, proven, isOverlapping);
  const isWhole = coverage !== null && isOnlySpace(file, coverage.end);
  const claimed = claimedTime(field.signature!);
  return {
    field: field.name,
    ...finding,
    signer: cms?.signer === undefined ? null : commonName(cms.signer.subject),
    claimedTime: claimed,
    provenTime: proven?.toISOString() ?? null,
    level: levelOf(file, one, all),
    coversWholeFile: isWhole,
    changesAfter:
      changes.forbidden.length > 0 ? 'forbidden' : isWhole || changes.permitted.length === 0 ? 'none' : 'permitted',
    changes: [...changes.forbidden, ...changes.permitted],
  };
}

function finalFinding(
  request: ValidateRequest,
  one: Judged,
  anchors: readonly Certificate[],
  proven: Date | null,
  isOverlapping: boolean,
): Finding {
  if (isOverlapping) return { verdict: 'invalid', reason: 'byte-range-overlap' };
  if (one.integrity.verdict === 'invalid') return one.integrity;
  if (one.changes.forbidden.length > 0) return { verdict: 'invalid', reason: 'changed-after-signing' };
  if (one.integrity.verdict !== 'valid' || one.isDocumentTimestamp || one.cms?.signer === undefined)
    return one.integrity;
  if (one.timestamp?.verdict === 'invalid') return { verdict: 'indeterminate', reason: 'timestamp-invalid' };
  const reason = verifyChain(one.cms.signer, one.cms.certificates, anchors, proven ?? request.at);
  return reason === null ? { verdict: 'valid', reason: null } : { verdict: 'indeterminate', reason };
}

/** The earliest trusted time-stamp that covers the signature: its own, or a document time-stamp after it. */
function provenTime(one: Judged, all: readonly Judged[]): Date | null {
  const later = all.filter(
    (other) =>
      other.isDocumentTimestamp &&
      other.changes.forbidden.length === 0 &&
      (other.coverage?.end ?? 0) >= (one.coverage?.end ?? 0),
  );
  const times = [one, ...later].flatMap(({ timestamp }) =>
    timestamp?.verdict === 'valid' ? [timestamp.time.getTime()] : [],
  );
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function levelOf(file: PdfFile, one: Judged, all: readonly Judged[]): SignatureVerdict['level'] {
  if (one.isDocumentTimestamp) return 'timestamp';
  if (nameOf(one.field.signature!.get('SubFilter')) !== 'ETSI.CAdES.detached') return 'other';
  const hasLaterTimestamp = all.some(
    (other) => other.isDocumentTimestamp && (other.coverage?.end ?? 0) > (one.coverage?.end ?? 0),
  );
  const hasStore = (file.array(file.dict(file.catalog().get('DSS'))?.get('Certs')) ?? []).length > 0;
  if (hasStore && hasLaterTimestamp) return 'B-LTA';
  if (one.timestamp === null && !hasLaterTimestamp) return 'B-B';
  return hasStore ? 'B-LT' : 'B-T';
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
