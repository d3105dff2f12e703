import { sha256 } from '@noble/hashes/sha2.js';
import type { SignatureAlgorithm } from '../pdf-types.ts';
import type { Certificate } from './certificate.ts';
import { der, derInteger, derOid, derSequence, derSetOf, derUnsigned, readDer, tags } from './der.ts';
import { algorithmFacts, digestIdentifier, signatureIdentifier } from './signature-algorithm.ts';

const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  algorithmProtection: '1.2.840.113549.1.9.52',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
} as const;

/**
 * The signed attributes as DER SET OF (RFC 5652 §5.3, §5.4): content type, message digest, the certificate's own digest
 * (RFC 5035), which PAdES asks for, and the algorithms themselves (RFC 6211, recommended by RFC 8933 §5). No signing
 * time: the claimed time is /M in the PDF (EN 319 142-1 §5.3).
 */
export function signedAttributes(
  documentDigest: Uint8Array,
  signer: Certificate,
  algorithm: SignatureAlgorithm,
): Uint8Array {
  // ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT sha256, certHash, issuerSerial { GeneralNames, serial } }
  const issuerSerial = derSequence(derSequence(der(0xa4, signer.issuer.raw)), signer.serial.raw);
  const certId = derSequence(der(tags.octetString, sha256(signer.der)), issuerSerial);
  return derSetOf(
    attribute(oid.contentType, derOid(oid.data)),
    attribute(oid.messageDigest, der(tags.octetString, documentDigest)),
    attribute(oid.signingCertificateV2, derSequence(derSequence(certId))),
    attribute(oid.algorithmProtection, algorithmProtection(algorithm)),
  );
}

/** `CMSAlgorithmProtection ::= SEQUENCE { digestAlgorithm, [1] IMPLICIT signatureAlgorithm }` (RFC 6211 §2) */
function algorithmProtection(algorithm: SignatureAlgorithm): Uint8Array {
  const signature = signatureIdentifier(algorithm).slice();
  signature[0] = 0xa1;
  return derSequence(digestIdentifier(algorithm), signature);
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return derSequence(derOid(type), derSetOf(value));
}

/**
 * `ContentInfo { signedData, SignedData { version 1, digestAlgorithms, encapContentInfo, certificates, signerInfos } }`
 * with one SignerInfo, detached content and optional unsigned attributes (RFC 5652 §5.1).
 */
export function signedData(
  attributes: Uint8Array,
  signature: Uint8Array,
  algorithm: SignatureAlgorithm,
  signer: Certificate,
  chain: readonly Uint8Array[],
  unsignedAttributes: readonly Uint8Array[] = [],
): Uint8Array {
  const digestAlgorithm = digestIdentifier(algorithm);
  const implicitAttributes = attributes.slice();
  implicitAttributes[0] = 0xa0;
  const signerInfo = derSequence(
    derInteger(1),
    derSequence(signer.issuer.raw, signer.serial.raw),
    digestAlgorithm,
    implicitAttributes,
    signatureIdentifier(algorithm),
    der(tags.octetString, signatureValue(algorithm, signature)),
    ...(unsignedAttributes.length === 0 ? [] : [implicitSet(0xa1, unsignedAttributes)]),
  );
  const content = derSequence(
    derInteger(1),
    derSetOf(digestAlgorithm),
    derSequence(derOid(oid.data)),
    der(0xa0, ...chain),
    derSetOf(signerInfo),
  );
  return derSequence(derOid(oid.signedData), der(0xa0, content));
}

function implicitSet(tag: number, items: readonly Uint8Array[]): Uint8Array {
  const set = derSetOf(...items);
  set[0] = tag;
  return set;
}

/** id-aa-signatureTimeStampToken (RFC 3161 appendix A) around a token (DER ContentInfo). */
export function signatureTimestampAttribute(token: Uint8Array): Uint8Array {
  return attribute(oid.signatureTimestamp, token);
}

/** ECDSA values come as `SEQUENCE { r, s }` or, from cards and WebCrypto, as r||s; CMS wants the sequence. */
export function signatureValue(algorithm: SignatureAlgorithm, signature: Uint8Array): Uint8Array {
  const half = algorithmFacts[algorithm].coordinateBytes;
  if (half === null || signature.length !== 2 * half || isSequenceOfTwo(signature)) return signature;
  return derSequence(derUnsigned(signature.subarray(0, half)), derUnsigned(signature.subarray(half)));
}

function isSequenceOfTwo(bytes: Uint8Array): boolean {
  if (bytes[0] !== tags.sequence || bytes[1] !== bytes.length - 2 || bytes[2] !== tags.integer) return false;
  const second = 4 + bytes[3]!;
  return bytes[second] === tags.integer && readDer(bytes.subarray(second)).raw.length === bytes.length - second;
}
