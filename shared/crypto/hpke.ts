import { gcm } from '@noble/ciphers/aes.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Hybrid public key encryption, RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-GCM. Each sealing has a key
 * pair of its own, so that only the first message of a context exists and its nonce is the base nonce.
 */
export interface HpkeSealed {
  /** The sealing's public key, 32 bytes. */
  readonly enc: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** Identifier and key length of an AEAD (RFC 9180 §7.3). */
export interface Aead {
  readonly id: number;
  readonly keyBytes: number;
}
/** What this program seals with. */
const aes256Gcm: Aead = { id: 2, keyBytes: 32 };

/** What both sides agree on: for which purpose, and what goes with it, authenticated but not hidden. */
export interface HpkeContext {
  readonly info: string;
  readonly aad: string;
  readonly aead?: Aead;
}

const NONCE_BYTES = 12;
const KEM_SUITE = concatBytes(utf8ToBytes('KEM'), twoBytes(0x0020));
const empty = new Uint8Array();

/** The public key of a private one, 32 bytes each. */
export const hpkePublicKey = (privateKey: Uint8Array): Uint8Array => x25519.getPublicKey(privateKey);

/** Seals for the holder of `publicKey`. `ephemeral` is a fresh random private key. Throws for a key that is no point. */
export function hpkeSeal(
  publicKey: Uint8Array,
  ephemeral: Uint8Array,
  context: HpkeContext,
  plain: Uint8Array,
): HpkeSealed {
  const enc = x25519.getPublicKey(ephemeral);
  const dh = x25519.getSharedSecret(ephemeral, publicKey);
  const { key, nonce } = schedule(sharedSecret(dh, enc, publicKey), context);
  return { enc, ciphertext: gcm(key, nonce, utf8ToBytes(context.aad)).encrypt(plain) };
}

/** The plaintext, or null when key, context or bytes do not fit. */
export function hpkeOpen(
  privateKey: Uint8Array,
  { enc, ciphertext }: HpkeSealed,
  context: HpkeContext,
): Uint8Array | null {
  try {
    const dh = x25519.getSharedSecret(privateKey, enc);
    const { key, nonce } = schedule(sharedSecret(dh, enc, x25519.getPublicKey(privateKey)), context);
    return gcm(key, nonce, utf8ToBytes(context.aad)).decrypt(ciphertext);
  } catch {
    return null;
  }
}

/** ExtractAndExpand of DHKEM (§4.1). */
function sharedSecret(dh: Uint8Array, enc: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const prk = labeledExtract(KEM_SUITE, empty, 'eae_prk', dh);
  return labeledExpand(KEM_SUITE, prk, { label: 'shared_secret', info: concatBytes(enc, publicKey), length: 32 });
}

/** KeySchedule in base mode (§5.1). */
function schedule(secret: Uint8Array, { info, aead = aes256Gcm }: HpkeContext): { key: Uint8Array; nonce: Uint8Array } {
  const suite = concatBytes(utf8ToBytes('HPKE'), twoBytes(0x0020), twoBytes(0x0001), twoBytes(aead.id));
  const pskIdHash = labeledExtract(suite, empty, 'psk_id_hash', empty);
  const infoHash = labeledExtract(suite, empty, 'info_hash', utf8ToBytes(info));
  const context = concatBytes(Uint8Array.of(0), pskIdHash, infoHash);
  const prk = labeledExtract(suite, secret, 'secret', empty);
  return {
    key: labeledExpand(suite, prk, { label: 'key', info: context, length: aead.keyBytes }),
    nonce: labeledExpand(suite, prk, { label: 'base_nonce', info: context, length: NONCE_BYTES }),
  };
}

/** LabeledExtract (§4). */
function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array {
  return extract(sha256, concatBytes(utf8ToBytes('HPKE-v1'), suite, utf8ToBytes(label), ikm), salt);
}

/** LabeledExpand (§4). */
function labeledExpand(
  suite: Uint8Array,
  prk: Uint8Array,
  { label, info, length }: { readonly label: string; readonly info: Uint8Array; readonly length: number },
): Uint8Array {
  const labeled = concatBytes(twoBytes(length), utf8ToBytes('HPKE-v1'), suite, utf8ToBytes(label), info);
  return expand(sha256, prk, labeled, length);
}

function twoBytes(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}
