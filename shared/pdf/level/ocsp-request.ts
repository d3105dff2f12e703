import type { Certificate } from '../sign/certificate.ts';
import { der, derOid, derSequence, tags } from '../sign/der.ts';
import { hashBytes } from '../sign/hash-bytes.ts';
import { keyBits } from '../validate/read-ocsp.ts';

const sha1Oid = '1.3.14.3.2.26';
const nonceOid = '1.3.6.1.5.5.7.48.1.2';

/**
 * `OCSPRequest { TBSRequest { requestList { Request { CertID } }, [2] requestExtensions { nonce } } }` (RFC 6960 §4.1.1).
 * SHA-1 only names the issuer here, and every responder knows it.
 */
export function ocspRequest(certificate: Certificate, issuer: Certificate, nonce: Uint8Array): Uint8Array {
  const certId = derSequence(
    derSequence(derOid(sha1Oid), Uint8Array.of(tags.null, 0)),
    der(tags.octetString, hashBytes('sha1', issuer.subject.raw)),
    der(tags.octetString, hashBytes('sha1', keyBits(issuer))),
    certificate.serial.raw,
  );
  const extension = derSequence(derOid(nonceOid), der(tags.octetString, nonceValue(nonce)));
  return derSequence(derSequence(derSequence(derSequence(certId)), der(0xa2, derSequence(extension))));
}

/** The extension's value: the nonce as an OCTET STRING (RFC 8954). */
export function nonceValue(nonce: Uint8Array): Uint8Array {
  return der(tags.octetString, nonce);
}
