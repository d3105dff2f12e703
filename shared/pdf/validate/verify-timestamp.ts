import type { DigestName } from '../file/byte-source.ts';
import { type Certificate, readTime } from '../sign/certificate.ts';
import { children, equalBytes, readDer, tags } from '../sign/der.ts';
import { hashBytes } from '../sign/hash-bytes.ts';
import { readCms, type SignedCms } from './read-cms.ts';
import type { Reason } from './reason.ts';
import { verifyCms } from './verify-cms.ts';
import { hashOf } from './verify-value.ts';

/** What a time-stamp token says, and whether it is whole: the trust in its authority is judged elsewhere. */
export type ReadTimestamp = {
  readonly cms: SignedCms;
  readonly time: Date;
  /** The bytes of the INTEGER, null without one. */
  readonly nonce: Uint8Array | null;
  readonly verdict: 'valid' | 'indeterminate' | 'invalid';
  readonly reason: Reason | null;
};

const tstInfo = '1.2.840.113549.1.9.16.1.4';
const timeStamping = '1.3.6.1.5.5.7.3.8';

/**
 * Checks a token (RFC 3161 §2.4.2): the imprint against `digestContent`, the signature over TSTInfo, and a certificate made
 * for time-stamping. Throws AppError 'certificate-damaged' for broken ASN.1.
 */
export function readTimestamp(token: Uint8Array, digestContent: (hash: DigestName) => Uint8Array): ReadTimestamp {
  const cms = readCms(token);
  const { content } = cms;
  // TSTInfo ::= SEQUENCE { version, policy, messageImprint { hashAlgorithm, hashedMessage }, serialNumber, genTime,
  //   accuracy OPTIONAL, ordering DEFAULT FALSE, nonce INTEGER OPTIONAL, … }
  const parts = content === undefined ? [] : children(readDer(content));
  const imprint = parts[2] === undefined ? [] : children(parts[2]);
  const time = parts[4]?.tag === 0x18 ? readTime(parts[4]) : undefined;
  const nonce = parts.slice(5).find((part) => part.tag === tags.integer)?.body ?? null;
  const result = (verdict: ReadTimestamp['verdict'], reason: Reason | null): ReadTimestamp => ({
    cms,
    time: time ?? new Date(0),
    nonce,
    verdict,
    reason,
  });
  const hash = imprint[0] === undefined ? undefined : hashOf(imprint[0]);
  if (cms.contentType !== tstInfo || content === undefined || hash === undefined || time === undefined)
    return result('invalid', 'timestamp-malformed');
  if (hash === 'sha1') return result('indeterminate', 'weak-algorithm');
  const said = imprint[1];
  if (said?.tag !== tags.octetString || !equalBytes(said.body, digestContent(hash))) {
    return result('invalid', 'timestamp-imprint');
  }
  const wrong = verifyCms(cms, (name) => hashBytes(name, content));
  if (wrong !== null) return result(wrong.verdict, wrong.reason);
  const isFit = cms.signer !== undefined && mayStampTime(cms.signer, time);
  return isFit ? result('valid', null) : result('indeterminate', 'key-usage');
}

function mayStampTime(signer: Certificate, time: Date): boolean {
  const isMeant = signer.extendedKeyUsage?.includes(timeStamping) === true;
  return isMeant && signer.notBefore <= time && time <= signer.notAfter;
}
