import { AppError } from '../../errors.ts';
import { type Certificate, readCertificate } from '../sign/certificate.ts';
import { child, children, type Der, equalBytes, octets, oidText, readDer, tags } from '../sign/der.ts';

/** A CMS SignedData with one of its SignerInfos (RFC 5652 §5.1, §5.3). */
export type SignedCms = {
  readonly certificates: readonly Certificate[];
  /** `RevocationInfoChoices`: lists and answers that lie beside the certificates. */
  readonly revocationInfos: readonly Der[];
  readonly signer: Certificate | undefined;
  /** Encapsulated content and its type: TSTInfo in timestamps, absent in detached signatures. */
  readonly contentType: string;
  readonly content: Uint8Array | undefined;
  readonly digestAlgorithm: Der;
  readonly signatureAlgorithm: Der;
  readonly signature: Uint8Array;
  /** DER SET OF, as it was signed; undefined without signed attributes. */
  readonly signedAttributes: Uint8Array | undefined;
  readonly signed: ReadonlyMap<string, Der>;
  readonly unsigned: ReadonlyMap<string, Der>;
};

const mostSigners = 100;

/** Parses a SignedData; more than one SignerInfo, or none, is AppError 'certificate-damaged' like broken ASN.1. */
export function readCms(bytes: Uint8Array): SignedCms {
  const [only, ...more] = readSigners(bytes);
  if (only === undefined || more.length > 0) throw new AppError('certificate-damaged');
  return only;
}

/** Parses a SignedData of several persons: one entry for each. Throws AppError 'certificate-damaged'. */
export function readSigners(bytes: Uint8Array): readonly SignedCms[] {
  const info = readDer(bytes);
  if (oidText(child(info, 0)) !== '1.2.840.113549.1.7.2') throw new AppError('certificate-damaged');
  const data = children(child(child(info, 1, 0xa0), 0, tags.sequence));
  const encapsulated = data[2];
  const signerInfos = data.at(-1);
  if (encapsulated === undefined || signerInfos?.tag !== tags.set) throw new AppError('certificate-damaged');
  const all = children(signerInfos);
  if (all.length > mostSigners) throw new AppError('certificate-damaged');
  const certificates = data
    .filter((part) => part.tag === 0xa0)
    .flatMap((part) => children(part).filter((item) => item.tag === tags.sequence))
    .map((item) => readCertificate(item.raw));
  const wrapped = children(encapsulated)[1];
  const common = {
    certificates,
    revocationInfos: data.filter((part) => part.tag === 0xa1).flatMap(children),
    contentType: oidText(child(encapsulated, 0)),
    content: wrapped === undefined ? undefined : octets(child(wrapped, 0)),
  };
  return all.map((signerInfo) => ({ ...common, ...readSignerInfo(signerInfo, certificates) }));
}

/** `SignerInfo { version, sid, digestAlgorithm, [0] signedAttrs, signatureAlgorithm, signature, [1] unsignedAttrs }` */
function readSignerInfo(
  signerInfo: Der,
  certificates: readonly Certificate[],
): Omit<SignedCms, 'certificates' | 'revocationInfos' | 'contentType' | 'content'> {
  const [, sid, digestAlgorithm, ...rest] = children(signerInfo);
  const signedAttrs = rest[0]?.tag === 0xa0 ? rest.shift() : undefined;
  const [signatureAlgorithm, signature, unsignedAttrs] = rest;
  if (!sid || !digestAlgorithm || !signatureAlgorithm || !signature) throw new AppError('certificate-damaged');
  let attributes: Uint8Array | undefined;
  if (signedAttrs !== undefined) {
    // Not slice(): that of Node's Buffer shares its memory, and the next reader would find another tag.
    attributes = new Uint8Array(signedAttrs.raw);
    attributes[0] = tags.set;
  }
  return {
    signer: findSigner(sid, certificates),
    digestAlgorithm,
    signatureAlgorithm,
    signature: octets(signature),
    signedAttributes: attributes,
    signed: attributeMap(signedAttrs),
    unsigned: attributeMap(unsignedAttrs),
  };
}

/** `SignerIdentifier ::= CHOICE { issuerAndSerialNumber, [0] subjectKeyIdentifier }` */
function findSigner(sid: Der, certificates: readonly Certificate[]): Certificate | undefined {
  if (sid.tag === 0x80) {
    return certificates.find(({ keyIdentifier }) => keyIdentifier !== null && equalBytes(keyIdentifier, sid.body));
  }
  const [issuer, serial] = children(sid);
  if (issuer === undefined || serial === undefined) return undefined;
  return certificates.find(
    (certificate) => equalBytes(certificate.issuer.raw, issuer.raw) && equalBytes(certificate.serial.body, serial.body),
  );
}

/** Attribute type to its single value; an attribute given twice is AppError 'certificate-damaged'. */
function attributeMap(attributes: Der | undefined): ReadonlyMap<string, Der> {
  const out = new Map<string, Der>();
  for (const attribute of attributes === undefined ? [] : children(attributes)) {
    const type = oidText(child(attribute, 0));
    const value = children(child(attribute, 1))[0];
    if (out.has(type) || value === undefined) throw new AppError('certificate-damaged');
    out.set(type, value);
  }
  return out;
}
