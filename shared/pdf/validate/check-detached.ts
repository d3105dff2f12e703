import { AppError } from '../../errors.ts';
import { decodeBase64 } from '../../trust/base64.ts';
import type { DigestName } from '../file/byte-source.ts';
import { latin1Text } from '../file/objects.ts';
import { readTime } from '../sign/certificate.ts';
import { hashBytes } from '../sign/hash-bytes.ts';
import { cmsStore } from './cms-store.ts';
import type { Finding } from './judged.ts';
import { readSigners, type SignedCms } from './read-cms.ts';
import type { Store } from './read-store.ts';
import { verifyDetached, verifyEnclosing } from './verify-detached.ts';
import { type ReadTimestamp, readTimestamp } from './verify-timestamp.ts';

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
  /** Certificates and evidence that it brings along. */
  readonly store: Store;
};

/** A signature that cannot be read, or of which nothing more is known. */
export const unreadSignature: Omit<CheckedSignature, 'finding'> = {
  cms: null,
  timestamp: null,
  claimedTime: null,
  isAdvanced: false,
  isTimestamp: false,
  store: { certificates: [], evidence: [] },
};

const oid = {
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificates: ['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.16.2.12'],
} as const;

/**
 * The mathematics of the signatures in a CMS (RFC 5652, ETSI EN 319 122-1; DER, BER or PEM) over what `digestContent`
 * digests, without trust: one entry per person who signed. What cannot be read is one that is invalid.
 */
export function checkDetached(
  signature: Uint8Array,
  digestContent: (hash: DigestName) => Uint8Array,
): readonly CheckedSignature[] {
  return checkEach(
    signature,
    (cms, contents) => verifyDetached({ cms, contents, isPades: false }, digestContent) ?? withoutAttributes(cms),
  );
}

/** The same for a CMS that encloses what it signs. */
export function checkEnclosing(signature: Uint8Array): readonly CheckedSignature[] {
  return checkEach(
    signature,
    (cms, contents) =>
      verifyEnclosing({ cms, contents, isPades: false }, cms.content ?? new Uint8Array(0)) ?? withoutAttributes(cms),
  );
}

/** What a CMS encloses; undefined when it lies beside its document. Throws AppError 'certificate-damaged'. */
export function enclosedContent(signature: Uint8Array): Uint8Array | undefined {
  const [first] = readSigners(withoutArmour(signature));
  if (first === undefined) throw new AppError('certificate-damaged');
  return first.content;
}

function checkEach(
  signature: Uint8Array,
  verify: (cms: SignedCms, contents: Uint8Array) => Finding | null,
): readonly CheckedSignature[] {
  try {
    const contents = withoutArmour(signature);
    const signers = readSigners(contents);
    if (signers.length === 0) throw new AppError('certificate-damaged');
    return signers.map((cms) => checkOne(cms, verify(cms, contents)));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'certificate-damaged') throw error;
    return [{ ...unreadSignature, finding: { verdict: 'invalid', reason: 'cms-damaged' } }];
  }
}

function checkOne(cms: SignedCms, wrong: Finding | null): CheckedSignature {
  const token = cms.unsigned.get(oid.signatureTimestamp);
  const time = cms.signed.get(oid.signingTime);
  const timestamp = token === undefined ? null : readTimestamp(token.raw, (hash) => hashBytes(hash, cms.signature));
  return {
    finding: wrong ?? { verdict: 'valid', reason: null },
    cms,
    timestamp,
    claimedTime: time === undefined ? null : readTime(time).toISOString(),
    isAdvanced: oid.signingCertificates.some((attribute) => cms.signed.has(attribute)),
    isTimestamp: false,
    store: joinStores([cmsStore(cms), ...(timestamp === null ? [] : [cmsStore(timestamp.cms)])]),
  };
}

/** The attributes of another signature, given as the content of one without any, would carry its value on. */
function withoutAttributes({ signedAttributes }: SignedCms): Finding | null {
  return signedAttributes === undefined ? { verdict: 'indeterminate', reason: 'attributes-missing' } : null;
}

/** Everything that several of them know. */
export function joinStores(stores: readonly Store[]): Store {
  return {
    certificates: stores.flatMap(({ certificates }) => certificates),
    evidence: stores.flatMap(({ evidence }) => evidence),
  };
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
