import { AppError } from '../../errors.ts';
import { latin1Text } from '../file/objects.ts';
import { certificateLinks } from '../level/certificate-links.ts';
import { type Certificate, type Extension, extensionsIn, readTime } from '../sign/certificate.ts';
import { child, children, type Der, eachChild, equalBytes, readDer, tags } from '../sign/der.ts';
import type { Evidence, Statement } from './revocation.ts';
import { verifySigned } from './verify-signed.ts';

const issuingDistributionPoint = '2.5.29.28';
const crlSign = 6;

/**
 * Parses `CertificateList { tbsCertList { version, signature, issuer, thisUpdate, nextUpdate, revokedCertificates,
 * [0] crlExtensions }, signatureAlgorithm, signatureValue }` (RFC 5280 §5.1). Throws AppError 'certificate-damaged'.
 */
export function readCrl(bytes: Uint8Array): Evidence {
  const whole = readDer(bytes);
  const { issuerName, times, entries, extensions } = readList(child(whole, 0, tags.sequence));
  return {
    kind: 'crl',
    der: whole.raw,
    certificates: [],
    about(certificate, issuer) {
      const isTheirs =
        equalBytes(issuerName.raw, issuer.subject.raw) && equalBytes(certificate.issuer.raw, issuer.subject.raw);
      if (!isTheirs || !covers(extensions, certificate) || !isSignedBy(whole, issuer)) return null;
      return { ...statusIn(entries, certificate), ...times };
    },
  };
}

/** When a CRL was made and when a newer one comes, null if it does not say. Throws AppError 'certificate-damaged'. */
export function crlTimes(bytes: Uint8Array): Pick<Statement, 'thisUpdate' | 'nextUpdate'> {
  return readList(child(readDer(bytes), 0, tags.sequence)).times;
}

function readList(list: Der) {
  const parts = children(list);
  const from = parts[0]?.tag === tags.integer ? 1 : 0;
  const [algorithm, issuerName, thisUpdate, next, ...rest] = parts.slice(from);
  if (!algorithm || !issuerName || !thisUpdate) throw new AppError('certificate-damaged');
  const hasNext = next?.tag === 0x17 || next?.tag === 0x18;
  return {
    issuerName,
    times: { thisUpdate: readTime(thisUpdate), nextUpdate: hasNext ? readTime(next) : null },
    entries: (hasNext ? rest : [next, ...rest]).find((part) => part?.tag === tags.sequence),
    extensions: extensionsIn(parts.find((part) => part.tag === 0xa0)),
  };
}

/**
 * Is it a complete list for this certificate? Delta lists, indirect lists and lists of some reasons carry a critical mark
 * and are not understood; lists of user or of CA certificates alone are (RFC 5280 §5.2.5).
 */
function covers(extensions: ReadonlyMap<string, Extension>, certificate: Certificate): boolean {
  for (const [oid, { isCritical, value }] of extensions) {
    if (oid !== issuingDistributionPoint) {
      if (isCritical) return false;
      continue;
    }
    for (const part of children(readDer(value))) {
      const isSet = part.body[0] !== 0;
      const isRight =
        (part.tag === 0xa0 && isPartOf(part, certificate)) ||
        (part.tag === 0x81 && !certificate.isCa) ||
        (part.tag === 0x82 && certificate.isCa);
      if (isSet && !isRight) return false;
    }
  }
  return true;
}

/**
 * Large authorities cut their list into parts: one says nothing about certificates that name another part (§6.3.3 b 2).
 * `distributionPoint [0] { [0] fullName GeneralNames }`
 */
function isPartOf(distributionPoint: Der, certificate: Certificate): boolean {
  const [name] = children(distributionPoint);
  const named = name?.tag === 0xa0 ? children(name).map((one) => latin1Text(one.body)) : [];
  return certificateLinks(certificate).crls.some((url) => named.includes(url));
}

function isSignedBy(whole: Der, issuer: Certificate): boolean {
  if (issuer.keyUsage !== null && !issuer.keyUsage.has(crlSign)) return false;
  const [list, algorithm, value] = children(whole);
  if (!list || !algorithm || value?.tag !== tags.bitString) return false;
  return verifySigned(issuer.publicKey, list.raw, algorithm, value.body.subarray(1));
}

/** `revokedCertificates ::= SEQUENCE OF SEQUENCE { userCertificate serial, revocationDate, crlEntryExtensions }` */
function statusIn(entries: Der | undefined, certificate: Certificate): Pick<Statement, 'status' | 'revokedAt'> {
  for (const entry of entries === undefined ? [] : eachChild(entries)) {
    const [serial, date] = children(entry);
    if (serial === undefined || date === undefined) throw new AppError('certificate-damaged');
    if (equalBytes(serial.body, certificate.serial.body)) return { status: 'revoked', revokedAt: readTime(date) };
  }
  return { status: 'good', revokedAt: null };
}
