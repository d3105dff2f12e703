import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import type { PublicKey } from '../sign/certificate.ts';
import { bigIntOf, children, type Der, equalBytes, oidText } from '../sign/der.ts';
import type { HashName } from '../sign/hash-bytes.ts';
import { isPss, type PssParameters } from '../sign/pss.ts';

const hashOids: Readonly<Record<string, HashName>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const signatureOids: Readonly<
  Record<string, { readonly scheme: 'rsa' | 'pss' | 'ecdsa'; readonly hash: HashName | null }>
> = {
  '1.2.840.113549.1.1.1': { scheme: 'rsa', hash: null },
  '1.2.840.113549.1.1.5': { scheme: 'rsa', hash: 'sha1' },
  '1.2.840.113549.1.1.11': { scheme: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { scheme: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { scheme: 'rsa', hash: 'sha512' },
  '1.2.840.113549.1.1.10': { scheme: 'pss', hash: null },
  '1.2.840.10045.4.1': { scheme: 'ecdsa', hash: 'sha1' },
  '1.2.840.10045.4.3.2': { scheme: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { scheme: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { scheme: 'ecdsa', hash: 'sha512' },
  '1.2.840.10045.2.1': { scheme: 'ecdsa', hash: null },
};

const curves = {
  '1.2.840.10045.3.1.7': p256,
  '1.3.132.0.34': p384,
  '1.3.132.0.35': p521,
  '1.3.36.3.3.2.8.1.1.7': brainpoolP256r1,
  '1.3.36.3.3.2.8.1.1.11': brainpoolP384r1,
  '1.3.36.3.3.2.8.1.1.13': brainpoolP512r1,
} as const;

/** The digest that an AlgorithmIdentifier names, undefined for one not known here. */
export function hashOf(algorithm: Der): HashName | undefined {
  const [oid] = children(algorithm);
  return oid === undefined ? undefined : hashOids[oidText(oid)];
}

/** How a signature was made: the scheme, the digest, and for PSS its parameters. */
export type SignatureScheme =
  | { readonly scheme: 'rsa' | 'ecdsa'; readonly hash: HashName }
  | { readonly scheme: 'pss'; readonly hash: HashName; readonly pss: PssParameters };

/** Reads a signature's AlgorithmIdentifier; `fallback` is CMS's separate digest algorithm. */
export function signatureScheme(algorithm: Der, fallback: HashName | undefined): SignatureScheme | undefined {
  const [oid, parms] = children(algorithm);
  const known = oid === undefined ? undefined : signatureOids[oidText(oid)];
  if (known === undefined) return undefined;
  if (known.scheme === 'pss') {
    const pss = parms === undefined ? undefined : pssParameters(parms);
    return pss && { scheme: 'pss', hash: pss.hash, pss };
  }
  const hash = known.hash ?? fallback;
  return hash === undefined ? undefined : { scheme: known.scheme, hash };
}

/**
 * `RSASSA-PSS-params ::= SEQUENCE { [0] hashAlgorithm DEFAULT sha1, [1] maskGenAlgorithm DEFAULT mgf1SHA1,
 * [2] saltLength DEFAULT 20, [3] trailerField DEFAULT 1 }` (RFC 4055 §3.1); undefined for digests not known here.
 */
function pssParameters(parms: Der): PssParameters | undefined {
  const parts = new Map(children(parms).map((part) => [part.tag, children(part)[0]]));
  const stated = parts.get(0xa0);
  const mask = parts.get(0xa1);
  const maskDigest = mask === undefined ? undefined : children(mask)[1];
  const hash = stated === undefined ? 'sha1' : hashOf(stated);
  const maskHash = mask === undefined ? 'sha1' : maskDigest && hashOf(maskDigest);
  const salt = parts.get(0xa2);
  if (hash === undefined || maskHash === undefined) return undefined;
  return { hash, maskHash, saltBytes: salt === undefined ? 20 : Number(bigIntOf(salt.body)) };
}

/** Does the signature over a finished digest verify? Pure arithmetic: the same in Node, Electron and a worker. */
export function verifyDigest(
  key: PublicKey,
  scheme: SignatureScheme,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    if (key.kind === 'rsa' && scheme.scheme === 'rsa') {
      return !key.pssOnly && isPkcs1(rsaPublic(key, signature), scheme.hash, digest);
    }
    if (key.kind === 'rsa' && scheme.scheme === 'pss') {
      return isPss(rsaPublic(key, signature), key.bits, digest, scheme.pss);
    }
    if (key.kind !== 'ec' || scheme.scheme !== 'ecdsa') return false;
    const curve = curves[key.curve as keyof typeof curves];
    return curve.verify(signature, digest, key.point, { prehash: false, lowS: false, format: 'der' });
  } catch {
    return false;
  }
}

// The arithmetic grows with the square of the length: longer moduli only cost time.
const longestModulusBytes = 2048;

function rsaPublic(key: Extract<PublicKey, { kind: 'rsa' }>, signature: Uint8Array): Uint8Array {
  if (key.modulus.length > longestModulusBytes) return new Uint8Array(0);
  const modulus = bigIntOf(key.modulus);
  let exponent = bigIntOf(key.exponent);
  // A signature has one form only (RFC 8017 §8.2.2): as long as the modulus and smaller.
  if (signature.length !== key.modulus.length || bigIntOf(signature) >= modulus) return new Uint8Array(0);
  let base = bigIntOf(signature) % modulus;
  let result = 1n;
  // A public exponent of more than 64 bits is nobody's key and only costs time.
  if (exponent >= 1n << 64n) return new Uint8Array(0);
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  const hex = result.toString(16).padStart(key.modulus.length * 2, '0');
  return Uint8Array.from({ length: key.modulus.length }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}

const digestInfoPrefix: Readonly<Record<HashName, string>> = {
  sha1: '3021300906052b0e03021a05000414',
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** The whole block is compared, never searched (RFC 8017 §8.2.2). */
function isPkcs1(block: Uint8Array, hash: HashName, digest: Uint8Array): boolean {
  const prefix = digestInfoPrefix[hash].match(/../g)!.map((pair) => Number.parseInt(pair, 16));
  const expected = new Uint8Array(block.length).fill(0xff);
  const zeroAt = block.length - prefix.length - digest.length - 1;
  if (zeroAt < 10) return false;
  expected.set([0, 1]);
  expected[zeroAt] = 0;
  expected.set(prefix, zeroAt + 1);
  expected.set(digest, zeroAt + 1 + prefix.length);
  return equalBytes(block, expected);
}
