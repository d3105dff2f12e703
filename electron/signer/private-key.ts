import { constants, createPrivateKey, type KeyObject, privateEncrypt } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { AppError } from '../../shared/errors.ts';
import { child, children, oidText, readDer, tags } from '../../shared/pdf/sign/der.ts';

/** A private key and its public half in the form of certificates. */
export type PrivateKey =
  | { readonly kind: 'rsa'; readonly key: KeyObject; readonly modulus: Uint8Array }
  | { readonly kind: 'ec'; readonly scalar: Uint8Array; readonly point: Uint8Array };

const rsa = '1.2.840.113549.1.1.1';
const ec = '1.2.840.10045.2.1';
const p256Curve = '1.2.840.10045.3.1.7';

/**
 * Opens PKCS#8 bytes. The algorithm is read before the crypto library sees the key, because Electron's library fails on
 * curves that Node's knows. Throws AppError 'key-algorithm-refused', 'key-too-short', 'key-file-damaged'.
 */
export function openPrivateKey(pkcs8: Uint8Array): PrivateKey {
  const info = readDer(pkcs8);
  const algorithm = child(info, 1, tags.sequence);
  const oid = oidText(child(algorithm, 0));
  const curve = children(algorithm)[1];
  if (oid !== rsa && !(oid === ec && curve?.tag === tags.oid && oidText(curve) === p256Curve)) {
    throw new AppError('key-algorithm-refused');
  }
  return oid === rsa ? openRsa(pkcs8) : openP256(pkcs8);
}

function openRsa(pkcs8: Uint8Array): PrivateKey {
  const key = nodeKey(pkcs8);
  const { n } = key.export({ format: 'jwk' });
  const modulus = Buffer.from(n ?? '', 'base64url');
  if (modulus.length * 8 < 3000) throw new AppError('key-too-short');
  return { kind: 'rsa', key, modulus };
}

function openP256(pkcs8: Uint8Array): PrivateKey {
  const scalar = Buffer.from(nodeKey(pkcs8).export({ format: 'jwk' }).d ?? '', 'base64url');
  return { kind: 'ec', scalar, point: p256.getPublicKey(scalar, false) };
}

function nodeKey(pkcs8: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw new AppError('key-file-damaged', { cause: error });
  }
}

// DigestInfo { sha256, NULL } as far as the digest (RFC 8017 §9.2).
const sha256Info = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/**
 * The raw private key operation on a SHA-256 digest, as a card would do it: PKCS#1 v1.5 padding around DigestInfo, or
 * ECDSA. Node cannot sign a finished digest by ECDSA, hence @noble/curves.
 */
export function makeSignDigest(key: PrivateKey): (digest: Uint8Array) => Promise<Uint8Array> {
  return async (digest) => {
    if (digest.length !== 32) throw new AppError('input-invalid');
    if (key.kind === 'ec') return p256.sign(digest, key.scalar, { prehash: false, lowS: false, format: 'der' });
    const block = Buffer.concat([sha256Info, digest]);
    return privateEncrypt({ key: key.key, padding: constants.RSA_PKCS1_PADDING }, block);
  };
}
