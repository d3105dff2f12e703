import { AppError } from '../../errors.ts';
import { latin1Text } from '../file/objects.ts';
import { child, children, type Der, oidText, readDer, tags } from './der.ts';

/**
 * An X.509 certificate as far as signing and validating need it (RFC 5280 §4.1):
 * `Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }`
 */
export type Certificate = {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly serial: Der;
  readonly issuer: Der;
  readonly subject: Der;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKey;
  readonly signatureAlgorithm: Der;
  readonly signature: Uint8Array;
  readonly isCa: boolean;
  readonly pathLength: number | null;
  /** Null without the extension; bit 0 digitalSignature, 1 nonRepudiation, 5 keyCertSign. */
  readonly keyUsage: ReadonlySet<number> | null;
  readonly extendedKeyUsage: readonly string[] | null;
  readonly criticalUnknown: boolean;
  readonly keyIdentifier: Uint8Array | null;
};

/** A subject public key: RSA (`pssOnly`: id-RSASSA-PSS of RFC 4055 §1.2), or a point on a named curve (dotted OID). */
export type PublicKey =
  | {
      readonly kind: 'rsa';
      readonly modulus: Uint8Array;
      readonly exponent: Uint8Array;
      readonly bits: number;
      readonly pssOnly: boolean;
    }
  | { readonly kind: 'ec'; readonly curve: string; readonly point: Uint8Array }
  | { readonly kind: 'other'; readonly algorithm: string };

const oids = { rsa: '1.2.840.113549.1.1.1', rsaPss: '1.2.840.113549.1.1.10', ec: '1.2.840.10045.2.1' } as const;
// P-256, P-384 (RFC 5480 §2.1.1.1), brainpoolP256r1, brainpoolP384r1 (RFC 5639 §4.1).
const signingCurves = new Set(['1.2.840.10045.3.1.7', '1.3.132.0.34', '1.3.36.3.3.2.8.1.1.7', '1.3.36.3.3.2.8.1.1.11']);
const understood = new Set(['2.5.29.15', '2.5.29.19', '2.5.29.37', '2.5.29.32', '2.5.29.17', '2.5.29.31', '2.5.29.35']);

const longestTime = 40;

/** Parses a DER certificate; throws AppError 'certificate-damaged'. */
export function readCertificate(bytes: Uint8Array): Certificate {
  const whole = readDer(bytes);
  const tbs = child(whole, 0, tags.sequence);
  const parts = children(tbs);
  const at = parts[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer, validity, subject, keyInfo] = parts.slice(at);
  if (!serial || !issuer || !validity || !subject || !keyInfo) throw new AppError('certificate-damaged');
  const extensions = extensionsIn(parts.find((part) => part.tag === 0xa3));
  const basic = extensions.get('2.5.29.19');
  const basicParts = basic ? children(readDer(basic.value)) : [];
  const pathLength = basicParts.find((part) => part.tag === tags.integer)?.body[0];
  return {
    der: whole.raw,
    tbs: tbs.raw,
    serial,
    issuer,
    subject,
    notBefore: readTime(child(validity, 0)),
    notAfter: readTime(child(validity, 1)),
    publicKey: readPublicKey(keyInfo),
    signatureAlgorithm: child(whole, 1, tags.sequence),
    signature: child(whole, 2, tags.bitString).body.subarray(1),
    isCa: basicParts[0]?.tag === 0x01 && basicParts[0].body[0] !== 0,
    pathLength: pathLength ?? null,
    keyUsage: readKeyUsage(extensions.get('2.5.29.15')?.value),
    extendedKeyUsage: readPurposes(extensions.get('2.5.29.37')?.value),
    keyIdentifier: extensions.has('2.5.29.14') ? readDer(extensions.get('2.5.29.14')!.value).body : null,
    criticalUnknown: [...extensions].some(([oid, extension]) => extension.isCritical && !understood.has(oid)),
  };
}

/** The subject's common name, else its organisation, else ''. */
export function commonName(name: Der): string {
  const values = new Map<string, string>();
  for (const set of children(name)) {
    for (const attribute of children(set)) {
      const value = child(attribute, 1);
      values.set(oidText(child(attribute, 0)), attributeText(value));
    }
  }
  return values.get('2.5.4.3') ?? values.get('2.5.4.10') ?? '';
}

/** Refuses a certificate that must not sign at this moment. Throws AppError 'certificate-expired' and its kin. */
export function requireUsable(certificate: Certificate, at: Date): void {
  if (at < certificate.notBefore) throw new AppError('certificate-not-yet-valid');
  if (at > certificate.notAfter) throw new AppError('certificate-expired');
  const usage = certificate.keyUsage;
  if (usage !== null && !usage.has(0) && !usage.has(1)) throw new AppError('certificate-no-signing');
  const key = certificate.publicKey;
  if (key.kind === 'rsa' && key.bits < 3000) throw new AppError('key-too-short');
  if (key.kind === 'other' || (key.kind === 'ec' && !signingCurves.has(key.curve))) {
    throw new AppError('key-algorithm-refused');
  }
}

function attributeText(value: Der): string {
  if (value.tag === 0x1e) {
    let out = '';
    for (let i = 0; i + 1 < value.body.length; i += 2)
      out += String.fromCharCode((value.body[i]! << 8) | value.body[i + 1]!);
    return out;
  }
  let escaped = '';
  for (const byte of value.body) escaped += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return latin1Text(value.body);
  }
}

function readPublicKey(keyInfo: Der): PublicKey {
  const algorithm = child(keyInfo, 0, tags.sequence);
  const oid = oidText(child(algorithm, 0));
  const key = child(keyInfo, 1, tags.bitString).body.subarray(1);
  if (oid === oids.rsa || oid === oids.rsaPss) {
    const pair = readDer(key);
    const modulus = withoutLeadingZeros(child(pair, 0, tags.integer).body);
    const exponent = child(pair, 1, tags.integer).body;
    const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
    return { kind: 'rsa', modulus, exponent, bits, pssOnly: oid === oids.rsaPss };
  }
  const curve = children(algorithm)[1];
  if (oid === oids.ec && curve?.tag === tags.oid) return { kind: 'ec', curve: oidText(curve), point: key };
  return { kind: 'other', algorithm: oid };
}

function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length && bytes[start] === 0) start++;
  return bytes.subarray(start);
}

/** UTCTime (two digits: 1950-2049) or GeneralizedTime, both in Z (RFC 5280 §4.1.2.5). */
export function readTime(element: Der): Date {
  const digits = latin1Text(element.body.subarray(0, longestTime));
  const full = element.tag === 0x17 ? `${Number(digits.slice(0, 2)) < 50 ? '20' : '19'}${digits}` : digits;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d+)?Z$/.exec(full);
  if (parts === null) throw new AppError('certificate-damaged');
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
  return new Date(Date.UTC(year!, month! - 1, day!, hour!, minute!, second!));
}

/** One extension by its criticality and the DER inside its OCTET STRING. */
export type Extension = { readonly isCritical: boolean; readonly value: Uint8Array };

/** The extensions by their dotted OIDs. */
export function readExtensions(certificate: Certificate): ReadonlyMap<string, Extension> {
  return extensionsIn(children(readDer(certificate.tbs)).find((part) => part.tag === 0xa3));
}

/** The extensions inside their explicit tag, as certificates, CRLs and OCSP answers have them; none without a holder. */
export function extensionsIn(holder: Der | undefined): Map<string, Extension> {
  const out = new Map<string, Extension>();
  if (holder === undefined) return out;
  for (const extension of children(child(holder, 0))) {
    const parts = children(extension);
    const value = parts.at(-1);
    if (value?.tag !== tags.octetString) throw new AppError('certificate-damaged');
    out.set(oidText(child(extension, 0)), {
      isCritical: parts[1]?.tag === 1 && parts[1].body[0] !== 0,
      value: value.body,
    });
  }
  return out;
}

function readKeyUsage(value: Uint8Array | undefined): ReadonlySet<number> | null {
  if (value === undefined) return null;
  const bits = readDer(value).body.subarray(1);
  const out = new Set<number>();
  bits.forEach((byte, index) => {
    for (let bit = 0; bit < 8; bit++) if (byte & (0x80 >> bit)) out.add(index * 8 + bit);
  });
  return out;
}

function readPurposes(value: Uint8Array | undefined): readonly string[] | null {
  return value === undefined ? null : children(readDer(value)).map(oidText);
}
