import { constants, createPrivateKey, type KeyObject, privateEncrypt, randomBytes } from 'node:crypto';
import { p256, p384 } from '@noble/curves/nist.js';
import { AppError } from '../../shared/errors.ts';
import type { SignatureAlgorithm } from '../../shared/pdf/pdf-types.ts';
import {
  child,
  children,
  type Der,
  derInteger,
  derOid,
  derSequence,
  oidText,
  readDer,
  tags,
} from '../../shared/pdf/sign/der.ts';
import { encodePss } from '../../shared/pdf/sign/pss.ts';
import { digestBytes, digestInfo } from '../../shared/pdf/sign/signature-algorithm.ts';

/** A private key and its public half in the form of certificates. */
export type PrivateKey =
  | { readonly kind: 'rsa'; readonly key: KeyObject; readonly modulus: Uint8Array }
  | { readonly kind: 'ec'; readonly curve: Curve; readonly scalar: Uint8Array; readonly point: Uint8Array };

type Curve = typeof p256;

const rsa = '1.2.840.113549.1.1.1';
const rsaPss = '1.2.840.113549.1.1.10';
const ec = '1.2.840.10045.2.1';
// brainpool keys belong on cards: in a file they are refused.
const curves: Readonly<Record<string, Curve>> = { '1.2.840.10045.3.1.7': p256, '1.3.132.0.34': p384 };

/**
 * Opens PKCS#8 bytes. The algorithm is read before the crypto library sees the key, because Electron's library fails on
 * curves that Node's knows. Throws AppError 'key-algorithm-refused', 'key-too-short', 'key-file-damaged'.
 */
export function openPrivateKey(pkcs8: Uint8Array): PrivateKey {
  const info = readDer(pkcs8);
  const algorithm = child(info, 1, tags.sequence);
  const oid = oidText(child(algorithm, 0));
  if (oid === rsa) return openRsa(pkcs8);
  if (oid === rsaPss) return openRsa(asPlainRsa(info));
  const named = children(algorithm)[1];
  const curve = oid === ec && named?.tag === tags.oid ? curves[oidText(named)] : undefined;
  if (curve === undefined) throw new AppError('key-algorithm-refused');
  return openEc(pkcs8, curve);
}

/** id-RSASSA-PSS names the same key under another algorithm, which Electron's library does not know. */
function asPlainRsa(info: Der): Uint8Array {
  const plain = derSequence(derOid(rsa), Uint8Array.of(tags.null, 0));
  return derSequence(derInteger(0), plain, child(info, 2, tags.octetString).raw);
}

function openRsa(pkcs8: Uint8Array): PrivateKey {
  const key = nodeKey(pkcs8);
  const { n } = key.export({ format: 'jwk' });
  const modulus = Buffer.from(n ?? '', 'base64url');
  if (bitsOf(modulus) < 3000) throw new AppError('key-too-short');
  return { kind: 'rsa', key, modulus };
}

const bitsOf = (modulus: Uint8Array) => modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;

function openEc(pkcs8: Uint8Array, curve: Curve): PrivateKey {
  const scalar = Buffer.from(nodeKey(pkcs8).export({ format: 'jwk' }).d ?? '', 'base64url');
  return { kind: 'ec', curve, scalar, point: curve.getPublicKey(scalar, false) };
}

function nodeKey(pkcs8: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw new AppError('key-file-damaged', { cause: error });
  }
}

/**
 * The raw private key operation on a digest, as a card would do it: PKCS#1 v1.5 padding around DigestInfo, PSS, or ECDSA.
 * Node cannot sign a finished digest by ECDSA, hence @noble/curves.
 */
export function makeSignDigest(
  key: PrivateKey,
  algorithm: SignatureAlgorithm,
): (digest: Uint8Array) => Promise<Uint8Array> {
  return async (digest) => {
    if (digest.length !== digestBytes(algorithm)) throw new AppError('input-invalid');
    if (key.kind === 'ec') return key.curve.sign(digest, key.scalar, { prehash: false, lowS: false, format: 'der' });
    if (algorithm === 'rsa-pss-sha256') {
      const block = encodePss(digest, bitsOf(key.modulus), 'sha256', randomBytes(32));
      return privateEncrypt({ key: key.key, padding: constants.RSA_NO_PADDING }, block);
    }
    return privateEncrypt({ key: key.key, padding: constants.RSA_PKCS1_PADDING }, digestInfo(digest));
  };
}
