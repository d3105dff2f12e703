import { AppError } from '../../errors.ts';
import { decodeBase64 } from '../../trust/base64.ts';
import type { DigestName } from '../file/byte-source.ts';
import { latin1Text } from '../file/objects.ts';
import type { SignatureVerdict, ValidateRequest } from '../pdf-types.ts';
import { commonName, readTime } from '../sign/certificate.ts';
import { hashBytes } from '../sign/hash-bytes.ts';
import { trustedAnchors } from './anchors.ts';
import type { Finding } from './judged.ts';
import { type Proof, type Provable, proveTimes, type TrustedStore, trustSigner } from './prove-times.ts';
import { readCms, type SignedCms } from './read-cms.ts';
import { verifyDetached } from './verify-detached.ts';
import { type ReadTimestamp, readTimestamp } from './verify-timestamp.ts';

/** Whom to trust and when, as for a PDF. */
export type TrustRequest = Pick<ValidateRequest, 'trust' | 'timestampTrust' | 'entries' | 'at'>;

/** The result for a signature beside what it signs: what such a signature can say. */
export type DetachedVerdict = Pick<
  SignatureVerdict,
  'verdict' | 'reason' | 'signer' | 'claimedTime' | 'provenTime' | 'level' | 'revocation' | 'revocationAsOf'
>;

/** A signature of any form whose mathematics has been checked: what is left is whom to trust, and when. */
export type CheckedSignature = {
  readonly finding: Finding;
  /** Certificates and signer; null when the signature could not be read. */
  readonly cms: Pick<SignedCms, 'certificates' | 'signer'> | null;
  readonly timestamp: ReadTimestamp | null;
  readonly claimedTime: string | null;
  /** Does it name its certificate among the signed things (BES)? */
  readonly isAdvanced: boolean;
  readonly isTimestamp: boolean;
};

const oid = {
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificates: ['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.16.2.12'],
} as const;

/**
 * Judges a detached CMS or CAdES signature (RFC 5652, ETSI EN 319 122-1; DER or PEM) over what `digestContent` digests.
 * A signature that cannot be read is 'invalid'.
 */
export function judgeDetached(
  signature: Uint8Array,
  digestContent: (hash: DigestName) => Uint8Array,
  request: TrustRequest,
): DetachedVerdict {
  return concludeDetached(checkDetached(signature, digestContent), request);
}

/** The mathematics of a detached signature, without trust. */
export function checkDetached(
  signature: Uint8Array,
  digestContent: (hash: DigestName) => Uint8Array,
): CheckedSignature {
  const nothing = { cms: null, timestamp: null, claimedTime: null, isAdvanced: false, isTimestamp: false };
  try {
    const contents = withoutArmour(signature);
    const cms = readCms(contents);
    const wrong = verifyDetached({ cms, contents, isPades: false }, digestContent) ?? withoutAttributes(cms);
    const token = cms.unsigned.get(oid.signatureTimestamp);
    const time = cms.signed.get(oid.signingTime);
    return {
      finding: wrong ?? { verdict: 'valid', reason: null },
      cms,
      timestamp: token === undefined ? null : readTimestamp(token.raw, (hash) => hashBytes(hash, cms.signature)),
      claimedTime: time === undefined ? null : readTime(time).toISOString(),
      isAdvanced: oid.signingCertificates.some((attribute) => cms.signed.has(attribute)),
      isTimestamp: false,
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'certificate-damaged') throw error;
    return { ...nothing, finding: { verdict: 'invalid', reason: 'cms-damaged' } };
  }
}

/** The attributes of another signature, given as the content of one without any, would carry its value on. */
function withoutAttributes({ signedAttributes }: SignedCms): Finding | null {
  return signedAttributes === undefined ? { verdict: 'indeterminate', reason: 'attributes-missing' } : null;
}

/** Adds whom to trust, at the proven time or the moment of validation. */
export function concludeDetached(checked: CheckedSignature, request: TrustRequest): DetachedVerdict {
  const { finding, cms, timestamp, isTimestamp, isAdvanced } = checked;
  const trusted = trustedStore(request);
  const one: Provable = {
    coverage: null,
    integrity: finding,
    cms: cms as SignedCms | null,
    timestamp,
    isDocumentTimestamp: isTimestamp,
    changes: { permitted: [], forbidden: [], warned: [] },
  };
  const proof: Proof = proveTimes([one], trusted).get(one) ?? { time: null, own: null };
  const trust = isTimestamp ? proof.own : trustSigner(one.cms, trusted, proof.time ?? trusted.at);
  const hasTime = timestamp !== null && timestamp.verdict !== 'invalid';
  return {
    ...finalFinding(checked, trust?.reason ?? null, proof),
    signer: cms?.signer === undefined ? null : commonName(cms.signer.subject),
    claimedTime: checked.claimedTime,
    provenTime: proof.time?.toISOString() ?? null,
    level: isTimestamp ? 'timestamp' : !isAdvanced ? 'other' : hasTime ? 'B-T' : 'B-B',
    revocation: trust?.revocation.status ?? 'unknown',
    revocationAsOf: trust?.revocation.asOf?.toISOString() ?? null,
  };
}

function trustedStore({ at, ...request }: TrustRequest): TrustedStore {
  return { ...trustedAnchors(request), store: { certificates: [], evidence: [] }, at };
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

/** The DER inside `-----BEGIN PKCS7-----` or `CMS` (RFC 7468 §8, §9); other bytes as they are. */
function withoutArmour(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x2d || bytes.length > 1 << 24) return bytes;
  const text = latin1Text(bytes);
  const label = /^-----BEGIN (PKCS7|CMS)-----/.exec(text)?.[1];
  const end = label === undefined ? -1 : text.indexOf(`-----END ${label}-----`);
  if (label === undefined || end < 0) return bytes;
  return decodeBase64(text.slice(`-----BEGIN ${label}-----`.length, end).replace(/\s+/g, '')) ?? bytes;
}
