import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { der, derInteger, derOid, derSequence, derSetOf, derUnsigned, tags } from '../../../shared/pdf/sign/der.ts';

/** A CA's name and key, and for its own certificate the same twice. */
export interface Issuer {
  readonly name: Uint8Array;
  readonly key: KeyObject;
}

/** What a certificate is for. */
export type Purpose = 'authority' | 'person' | 'timestamps';

export interface NewCertificate {
  readonly subject: Uint8Array;
  readonly publicKey: KeyObject;
  readonly issuer: Issuer;
  readonly purpose: Purpose;
  /** Where the CRL lies; null = nobody revokes it. */
  readonly crlUrl: string | null;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const ecdsaWithSha256 = derSequence(derOid('1.2.840.10045.4.3.2'));
const oids = {
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  crlPoints: '2.5.29.31',
  keyIdentifier: '2.5.29.14',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;
const isTrue = Uint8Array.of(0x01, 0x01, 0xff);

/** `Name ::= SEQUENCE OF SET OF { type, value }` with a common name alone. */
export function nameOf(commonName: string): Uint8Array {
  const value = der(0x0c, new TextEncoder().encode(commonName));
  return derSequence(derSetOf(derSequence(derOid(oids.commonName), value)));
}

/** A certificate with a P-256 key of version 3 (RFC 5280 §4.1), as DER. */
export function writeCertificate(wanted: NewCertificate): Uint8Array {
  const publicKey = new Uint8Array(wanted.publicKey.export({ type: 'spki', format: 'der' }));
  const body = derSequence(
    der(0xa0, derInteger(2)),
    derUnsigned(new Uint8Array(randomBytes(16))),
    ecdsaWithSha256,
    wanted.issuer.name,
    derSequence(timeOf(wanted.notBefore), timeOf(wanted.notAfter)),
    wanted.subject,
    publicKey,
    der(0xa3, derSequence(...extensions(wanted, publicKey))),
  );
  return signed(body, wanted.issuer.key);
}

/** `SEQUENCE { body, algorithm, signature BIT STRING }`: the form of certificates and CRLs. */
export function signed(body: Uint8Array, key: KeyObject): Uint8Array {
  return derSequence(body, ecdsaWithSha256, bitString(new Uint8Array(sign('sha256', body, key))));
}

/** The algorithm of {@link signed}. */
export const signatureAlgorithm = ecdsaWithSha256;

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
export function timeOf(date: Date): Uint8Array {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  const isLate = date.getUTCFullYear() >= 2050;
  return der(isLate ? 0x18 : 0x17, new TextEncoder().encode(isLate ? digits : digits.slice(2)));
}

function extensions({ purpose, crlUrl }: NewCertificate, publicKey: Uint8Array): Uint8Array[] {
  const isAuthority = purpose === 'authority';
  // Bits 0 digitalSignature, 1 nonRepudiation, 5 keyCertSign, 6 cRLSign.
  const usage = { authority: [1, 0x06], person: [6, 0xc0], timestamps: [7, 0x80] }[purpose];
  const identifier = new Uint8Array(createHash('sha256').update(publicKey).digest().subarray(0, 20));
  const list = [
    extension(oids.basicConstraints, true, derSequence(...(isAuthority ? [isTrue] : []))),
    extension(oids.keyUsage, true, der(tags.bitString, Uint8Array.from(usage))),
    extension(oids.keyIdentifier, false, der(tags.octetString, identifier)),
  ];
  if (purpose === 'timestamps') {
    list.push(extension(oids.extendedKeyUsage, true, derSequence(derOid(oids.timeStamping))));
  }
  if (crlUrl !== null) {
    const point = der(0xa0, der(0xa0, der(0x86, new TextEncoder().encode(crlUrl))));
    list.push(extension(oids.crlPoints, false, derSequence(derSequence(point))));
  }
  return list;
}

function extension(oid: string, isCritical: boolean, value: Uint8Array): Uint8Array {
  return derSequence(derOid(oid), ...(isCritical ? [isTrue] : []), der(tags.octetString, value));
}

function bitString(bytes: Uint8Array): Uint8Array {
  return der(tags.bitString, Uint8Array.of(0), bytes);
}
