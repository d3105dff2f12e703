import { der, derInteger, derOid, derSequence, derUnsigned, tags } from '../sign/der.ts';

const sha256Oid = '2.16.840.1.101.3.4.2.1';

/**
 * `TimeStampReq ::= SEQUENCE { version 1, messageImprint { hashAlgorithm, hashedMessage }, nonce INTEGER, certReq TRUE }`
 * (RFC 3161 §2.4.1). `imprint` is a SHA-256 digest, `nonce` an unsigned number.
 */
export function timestampRequest(imprint: Uint8Array, nonce: Uint8Array): Uint8Array {
  return derSequence(
    derInteger(1),
    derSequence(derSequence(derOid(sha256Oid)), der(tags.octetString, imprint)),
    derUnsigned(nonce),
    der(0x01, Uint8Array.of(0xff)),
  );
}
