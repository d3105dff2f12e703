import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { PublicKey } from '../sign/certificate.ts';
import { bigIntOf, children, type Der, equalBytes, oidText } from '../sign/der.ts';

/** A digest by name; SHA-1 only to say that it is weak. */
export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512';

const hashes = { sha1, sha256, sha384, sha512 } as const;

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

/** The digest of small bytes. */
export function hashBytes(name: HashName, bytes: Uint8Array): Uint8Array {
  return hashes[name](bytes);
}

/** The digest that an AlgorithmIdentifier names, undefined for one not known here. */
export function hashOf(algorithm: Der): HashName | undefined {
  const [oid] = children(algorithm);
  return oid === undefined ? undefined : hashOids[oidText(oid)];
}

/** The scheme and digest of a signature's AlgorithmIdentifier; `fallback` is CMS's separate digest algorithm. */
export function signatureScheme(
  algorithm: Der,
  fallback: HashName | undefined,
): { readonly scheme: 'rsa' | 'pss' | 'ecdsa'; readonly hash: HashName } | undefined {
  const [oid, parms] = children(algorithm);
  const known = oid === undefined ? undefined : signatureOids[oidText(oid)];
  if (known === undefined) return undefined;
  // RSASSA-PSS-params ::= SEQUENCE { [0] hashAlgorithm DEFAULT sha1, … } (RFC 8017 appendix A.2.3)
  const pssHash = parms === undefined ? undefined : children(parms).find((part) => part.tag === 0xa0);
  const stated = known.scheme === 'pss' && pssHash !== undefined ? hashOf(children(pssHash)[0]!) : known.hash;
  const hash = stated ?? fallback;
  return hash === undefined ? undefined : { scheme: known.scheme, hash };
}

/** Does the signature over a finished digest verify? Pure arithmetic: the same in Node, Electron and a worker. */
export function verifyDigest(
  key: PublicKey,
  scheme: 'rsa' | 'pss' | 'ecdsa',
  hash: HashName,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    if (key.kind === 'rsa' && scheme !== 'ecdsa') {
      const block = rsaPublic(key, signature);
      return scheme === 'rsa' ? isPkcs1(block, hash, digest) : isPss(block, key.bits, hash, digest);
    }
    if (key.kind !== 'ec' || scheme !== 'ecdsa') return false;
    const curve = curves[key.curve as keyof typeof curves];
    return curve.verify(signature, digest, key.point, { prehash: false, lowS: false, format: 'der' });
  } catch {
    return false;
  }
}

function rsaPublic(key: Extract<PublicKey, { kind: 'rsa' }>, signature: Uint8Array): Uint8Array {
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

/** EMSA-PSS-VERIFY with MGF1 of the same digest; the salt's length is read off (RFC 8017 §9.1.2). */
function isPss(block: Uint8Array, bits: number, hash: HashName, digest: Uint8Array): boolean {
  const size = Math.ceil((bits - 1) / 8);
  const message = block.subarray(block.length - size);
  const hashLength = digest.length;
  const maskLength = size - hashLength - 1;
  if (maskLength < 1 || message[size - 1] !== 0xbc) return false;
  const h = message.subarray(maskLength, size - 1);
  const mask = mgf1(hash, h, maskLength);
  const db = message.subarray(0, maskLength).map((byte, i) => byte ^ mask[i]!);
  db[0]! &= 0xff >> (8 * size - (bits - 1));
  const one = db.findIndex((byte) => byte !== 0);
  if (one < 0 || db[one] !== 1) return false;
  const salt = db.subarray(one + 1);
  const again = new Uint8Array(8 + hashLength + salt.length);
  again.set(digest, 8);
  again.set(salt, 8 + hashLength);
  return equalBytes(hashBytes(hash, again), h);
}

function mgf1(hash: HashName, seed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const input = new Uint8Array(seed.length + 4);
  input.set(seed);
  for (let counter = 0, offset = 0; offset < length; counter++) {
    new DataView(input.buffer).setUint32(seed.length, counter);
    const block = hashBytes(hash, input).subarray(0, length - offset);
    out.set(block, offset);
    offset += block.length;
  }
  return out;
}
