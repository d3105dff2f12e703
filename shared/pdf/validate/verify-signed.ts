import { sha256 } from '@noble/hashes/sha2.js';
import { latin1Bytes } from '../file/objects.ts';
import { hex } from '../file/serialize.ts';
import type { PublicKey } from '../sign/certificate.ts';
import { type Der, der, derSequence, tags } from '../sign/der.ts';
import { hashBytes } from '../sign/hash-bytes.ts';
import { signatureScheme, verifyDigest } from './verify-value.ts';

// The same few authorities sign what a thousand files bring along. The result depends on nothing but the key of this map.
const known = new Map<string, boolean>();
const mostKnown = 4096;

/** Did the key sign these bytes in the way that the AlgorithmIdentifier says? SHA-1 never counts. */
export function verifySigned(key: PublicKey, signed: Uint8Array, algorithm: Der, signature: Uint8Array): boolean {
  const scheme = signatureScheme(algorithm, undefined);
  if (scheme === undefined || scheme.hash === 'sha1') return false;
  const digest = hashBytes(scheme.hash, signed);
  const question = hex(sha256(derSequence(...keyParts(key), algorithm.raw, octets(digest), octets(signature))));
  const before = known.get(question);
  if (before !== undefined) return before;
  const isGood = verifyDigest(key, scheme, digest, signature);
  if (known.size >= mostKnown) known.clear();
  known.set(question, isGood);
  return isGood;
}

/** Everything that a key is: its bytes one by one, the rest as text. */
function keyParts(key: PublicKey): Uint8Array[] {
  const values: readonly unknown[] = Object.values(key);
  const bytes = values.filter((value) => value instanceof Uint8Array).map(octets);
  const text = JSON.stringify(values.filter((value) => !(value instanceof Uint8Array)));
  return [octets(latin1Bytes(text)), ...bytes];
}

function octets(bytes: Uint8Array): Uint8Array {
  return der(tags.octetString, bytes);
}
