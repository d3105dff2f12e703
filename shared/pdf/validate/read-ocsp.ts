import { AppError } from '../../errors.ts';
import { type Certificate, extensionsIn, readCertificate, readTime } from '../sign/certificate.ts';
import { child, children, type Der, equalBytes, oidText, readDer, tags } from '../sign/der.ts';
import { hashBytes } from '../sign/hash-bytes.ts';
import type { Evidence, Statement } from './revocation.ts';
import { isIssuer } from './verify-chain.ts';
import { verifySigned } from './verify-signed.ts';
import { hashOf } from './verify-value.ts';

const basicResponse = '1.3.6.1.5.5.7.48.1.1';
const ocspSigning = '1.3.6.1.5.5.7.3.9';
const nonceOid = '1.3.6.1.5.5.7.48.1.2';

/** An OCSP answer as evidence, with the nonce it repeats. */
export type OcspAnswer = Evidence & { readonly nonce: Uint8Array | null };

/**
 * Parses `OCSPResponse { responseStatus successful, [0] { id-pkix-ocsp-basic, BasicOCSPResponse } }` (RFC 6960 §4.2.1).
 * Throws AppError 'certificate-damaged' for anything else, also for a refusal.
 */
export function readOcsp(bytes: Uint8Array): OcspAnswer {
  const whole = readDer(bytes);
  const [status, holder] = children(whole);
  if (status?.tag !== 0x0a || status.body[0] !== 0 || holder === undefined) throw new AppError('certificate-damaged');
  const wrapped = child(holder, 0, tags.sequence);
  if (oidText(child(wrapped, 0)) !== basicResponse) throw new AppError('certificate-damaged');
  const basic = readDer(child(wrapped, 1, tags.octetString).body);
  const certs = children(basic).find((part) => part.tag === 0xa0);
  const responders =
    certs === undefined ? [] : children(child(certs, 0, tags.sequence)).map((item) => readCertificate(item.raw));
  const data = readResponseData(child(basic, 0, tags.sequence));
  const isSignedBy = (signer: Certificate): boolean => isSignatureOf(signer, basic);
  return {
    kind: 'ocsp',
    der: whole.raw,
    nonce: data.nonce,
    certificates: responders,
    about(certificate, issuer) {
      const single = data.singles.find((one) => names(child(one, 0), certificate, issuer));
      if (single === undefined) return null;
      const isAnswered = [issuer, ...responders.filter((one) => mayAnswerFor(one, issuer, data.producedAt))].some(
        isSignedBy,
      );
      return isAnswered ? readSingle(single) : null;
    },
  };
}

/** `ResponseData { [0] version, responderID, producedAt, responses SEQUENCE OF SingleResponse, [1] extensions }` */
function readResponseData(data: Der): {
  readonly producedAt: Date;
  readonly singles: readonly Der[];
  readonly nonce: Uint8Array | null;
} {
  const parts = children(data);
  const producedAt = parts.find((part) => part.tag === 0x18);
  const responses = parts.find((part) => part.tag === tags.sequence);
  if (producedAt === undefined || responses === undefined) throw new AppError('certificate-damaged');
  // A responderID by key is [2], so that [1] behind the responses can only be the extensions.
  const extensions = extensionsIn(parts.slice(parts.indexOf(responses) + 1).find((part) => part.tag === 0xa1));
  const nonce = extensions.get(nonceOid)?.value ?? null;
  return { producedAt: readTime(producedAt), singles: children(responses), nonce };
}

/** `CertID { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }`; SHA-1 is only a name here. */
function names(certId: Der, certificate: Certificate, issuer: Certificate): boolean {
  const [algorithm, nameHash, keyHash, serial] = children(certId);
  const hash = algorithm === undefined ? undefined : hashOf(algorithm);
  if (hash === undefined || !nameHash || !keyHash || !serial) return false;
  return (
    equalBytes(serial.body, certificate.serial.body) &&
    equalBytes(nameHash.body, hashBytes(hash, issuer.subject.raw)) &&
    equalBytes(keyHash.body, hashBytes(hash, keyBits(issuer)))
  );
}

/** The value of the certificate's subjectPublicKey BIT STRING, which names a key in OCSP. */
export function keyBits(certificate: Certificate): Uint8Array {
  const parts = children(readDer(certificate.tbs));
  const keyInfo = parts[parts[0]?.tag === 0xa0 ? 6 : 5];
  return child(keyInfo!, 1, tags.bitString).body.subarray(1);
}

/** RFC 6960 §4.2.2.2: a certificate that the issuer itself gave to its responder. */
function mayAnswerFor(responder: Certificate, issuer: Certificate, producedAt: Date): boolean {
  const isMeant = responder.extendedKeyUsage?.includes(ocspSigning) === true;
  const isInTime = responder.notBefore <= producedAt && producedAt <= responder.notAfter;
  return isMeant && isInTime && isIssuer(issuer, responder);
}

function isSignatureOf(signer: Certificate, basic: Der): boolean {
  const [data, algorithm, value] = children(basic);
  if (!data || !algorithm || value?.tag !== tags.bitString) return false;
  return verifySigned(signer.publicKey, data.raw, algorithm, value.body.subarray(1));
}

/** `SingleResponse { certID, certStatus CHOICE { [0] good, [1] revoked, [2] unknown }, thisUpdate, [0] nextUpdate }` */
function readSingle(single: Der): Statement {
  const [, status, thisUpdate, ...rest] = children(single);
  if (status === undefined || thisUpdate === undefined) throw new AppError('certificate-damaged');
  const next = rest.find((part) => part.tag === 0xa0);
  return {
    status: status.tag === 0x80 ? 'good' : status.tag === 0xa1 ? 'revoked' : 'unknown',
    revokedAt: status.tag === 0xa1 ? readTime(child(status, 0, 0x18)) : null,
    thisUpdate: readTime(thisUpdate),
    nextUpdate: next === undefined ? null : readTime(child(next, 0, 0x18)),
  };
}
