import { qualify, type SignatureQualification } from '../../trust/qualify.ts';
import type { DigestName } from '../file/byte-source.ts';
import type { SignatureVerdict, ValidateRequest } from '../pdf-types.ts';
import { commonName } from '../sign/certificate.ts';
import { trustedAnchors } from './anchors.ts';
import { type CheckedSignature, checkDetached, joinStores } from './check-detached.ts';
import type { Finding } from './judged.ts';
import { type Proof, type Provable, proveTimes, type Trust, type TrustedStore, trustSigner } from './prove-times.ts';
import type { SignedCms } from './read-cms.ts';

/** Whom to trust and when, as for a PDF. */
export type TrustRequest = Pick<ValidateRequest, 'trust' | 'timestampTrust' | 'entries' | 'at'>;

/** The result for a signature beside what it signs: what such a signature can say. */
export type DetachedVerdict = Pick<
  SignatureVerdict,
  | 'verdict'
  | 'reason'
  | 'qualification'
  | 'signer'
  | 'issuer'
  | 'claimedTime'
  | 'provenTime'
  | 'level'
  | 'revocation'
  | 'revocationAsOf'
>;

/** Judges the signatures of a detached CMS (`checkDetached`); one that cannot be read is 'invalid'. */
export function judgeDetached(
  signature: Uint8Array,
  digestContent: (hash: DigestName) => Uint8Array,
  request: TrustRequest,
): readonly DetachedVerdict[] {
  return checkDetached(signature, digestContent).map((checked) => concludeDetached(checked, request));
}

/**
 * Adds whom to trust, at the proven time or the moment of validation. `over`: whole time-stamps of a container over the file
 * that the signature lies in, in any order.
 */
export function concludeDetached(
  checked: CheckedSignature,
  request: TrustRequest,
  over: readonly CheckedSignature[] = [],
): DetachedVerdict {
  const { cms, isTimestamp } = checked;
  const { at, ...anchors } = request;
  const store = joinStores([checked, ...over].map((one) => one.store));
  const trusted: TrustedStore = { ...trustedAnchors(anchors), store, at };
  const one = provable(checked, 1);
  const stamps = [...over]
    .sort((a, b) => timeOf(a) - timeOf(b))
    .map((stamp, index): Provable => provable(stamp, index + 2));
  const proof: Proof = proveTimes([one, ...stamps], trusted).get(one) ?? { time: null, own: null };
  const trust = isTimestamp ? proof.own : trustSigner(one.cms, trusted, proof.time ?? trusted.at);
  const finding = finalFinding(checked, trust?.reason ?? null, proof);
  const revocation = trust?.revocation ?? { status: 'unknown', asOf: null };
  return {
    ...finding,
    qualification: isTimestamp ? 'unknown' : qualificationOf(finding, trust, request, proof.time ?? at),
    signer: cms?.signer === undefined ? null : commonName(cms.signer.subject),
    issuer: cms?.signer === undefined ? null : commonName(cms.signer.issuer),
    claimedTime: checked.claimedTime,
    provenTime: proof.time?.toISOString() ?? null,
    level: levelOf(checked, over, revocation.status !== 'unknown' && store.evidence.length > 0),
    revocation: revocation.status,
    revocationAsOf: revocation.asOf?.toISOString() ?? null,
  };
}

/** `place` counts up from the innermost: what lies over it comes later. */
function provable({ finding, cms, timestamp, isTimestamp }: CheckedSignature, place: number): Provable {
  return {
    coverage: { gapStart: 0, gapEnd: 0, end: place },
    integrity: finding,
    cms: cms as SignedCms | null,
    timestamp,
    isDocumentTimestamp: isTimestamp,
    changes: { permitted: [], forbidden: [], warned: [] },
  };
}

function timeOf({ timestamp }: CheckedSignature): number {
  return timestamp?.time.getTime() ?? 0;
}

function qualificationOf(
  { verdict }: Finding,
  trust: Trust | null,
  { entries = [] }: TrustRequest,
  at: Date,
): SignatureQualification {
  if (verdict !== 'valid' || trust === null) return 'unknown';
  try {
    return qualify(trust.path, entries, at);
  } catch {
    // A trusted authority's certificate with statements that cannot be read: nothing more than advanced is proven.
    return 'advanced';
  }
}

/** EN 319 122-1 and 319 132-1 §6: the form reached, as for a PDF. */
function levelOf(
  { isTimestamp, isAdvanced, timestamp }: CheckedSignature,
  over: readonly CheckedSignature[],
  isAnswered: boolean,
): DetachedVerdict['level'] {
  if (isTimestamp) return 'timestamp';
  if (!isAdvanced) return 'other';
  const isStamped = over.length > 0 || (timestamp !== null && timestamp.verdict !== 'invalid');
  if (!isStamped) return 'B-B';
  if (!isAnswered) return 'B-T';
  return over.length > 0 ? 'B-LTA' : 'B-LT';
}

function finalFinding(
  { finding, cms, timestamp }: CheckedSignature,
  distrust: Finding['reason'],
  proof: Proof,
): Finding {
  if (finding.verdict !== 'valid' || cms?.signer === undefined) return finding;
  if (timestamp?.verdict === 'invalid') return { verdict: 'indeterminate', reason: 'timestamp-invalid' };
  if (distrust === null) return finding;
  const wantsProof = distrust === 'certificate-expired' && proof.time === null && proof.own !== null;
  return { verdict: 'indeterminate', reason: wantsProof ? 'timestamp-untrusted' : distrust };
}
