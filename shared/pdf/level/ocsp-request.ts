import type { Certificate } from '../sign/certificate.ts';
import { child, children, der, derOid, derSequence, equalBytes, readDer, tags } from '../sign/der.ts';
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

/** Is it a whole OCSPRequest, about this one certificate and nothing else? */
export function asksAbout(request: Uint8Array, certificate: Certificate): boolean {
  try {
    const whole = readDer(request);
    const questions = children(child(child(whole, 0, tags.sequence), 0, tags.sequence));
    const [, nameHash, , serial] = children(child(questions[0]!, 0, tags.sequence));
    return (
      whole.raw.length === request.length &&
      questions.length === 1 &&
      equalBytes(nameHash!.body, hashBytes('sha1', certificate.issuer.raw)) &&
      equalBytes(serial!.body, certificate.serial.body)
    );
  } catch {
    return false;
  }
}
