import { AppError } from '../../errors.ts';
import { equalBytes } from './der.ts';
import { type HashName, hashBytes } from './hash-bytes.ts';

/** Parameters of RSASSA-PSS; the trailer is always 0xBC (RFC 8017 appendix A.2.3). */
export type PssParameters = { readonly hash: HashName; readonly maskHash: HashName; readonly saltBytes: number };

/**
 * EMSA-PSS-ENCODE (RFC 8017 §9.1.1): the block that a raw RSA operation turns into a signature, as long as the modulus of
 * `bits` bits. MGF1 uses the digest's own algorithm; the salt has the length of the digest.
 */
export function encodePss(digest: Uint8Array, bits: number, hash: HashName, salt: Uint8Array): Uint8Array {
  const size = Math.ceil((bits - 1) / 8);
  const maskLength = size - digest.length - 1;
  if (maskLength < salt.length + 1) throw new AppError('key-too-short');
  const h = saltedDigest(hash, digest, salt);
  const db = mgf1(hash, h, maskLength);
  db[maskLength - salt.length - 1]! ^= 1;
  salt.forEach((byte, i) => {
    db[maskLength - salt.length + i]! ^= byte;
  });
  db[0]! &= 0xff >> (8 * size - (bits - 1));
  const block = new Uint8Array(Math.ceil(bits / 8));
  const start = block.length - size;
  block.set(db, start);
  block.set(h, start + maskLength);
  block[block.length - 1] = 0xbc;
  return block;
}

/** EMSA-PSS-VERIFY (RFC 8017 §9.1.2). */
export function isPss(block: Uint8Array, bits: number, digest: Uint8Array, parameters: PssParameters): boolean {
  const { hash, maskHash, saltBytes } = parameters;
  const size = Math.ceil((bits - 1) / 8);
  const start = block.length - size;
  const message = block.subarray(start);
  const maskLength = size - digest.length - 1;
  const unused = 8 * size - (bits - 1);
  if (maskLength < saltBytes + 1 || message[size - 1] !== 0xbc) return false;
  if ((start > 0 && block[0] !== 0) || message[0]! >> (8 - unused) !== 0) return false;
  const h = message.subarray(maskLength, size - 1);
  const mask = mgf1(maskHash, h, maskLength);
  const db = message.subarray(0, maskLength).map((byte, i) => byte ^ mask[i]!);
  db[0]! &= 0xff >> unused;
  const one = maskLength - saltBytes - 1;
  if (db[one] !== 1 || db.subarray(0, one).some((byte) => byte !== 0)) return false;
  return equalBytes(saltedDigest(hash, digest, db.subarray(one + 1)), h);
}

function saltedDigest(hash: HashName, digest: Uint8Array, salt: Uint8Array): Uint8Array {
  const message = new Uint8Array(8 + digest.length + salt.length);
  message.set(digest, 8);
  message.set(salt, 8 + digest.length);
  return hashBytes(hash, message);
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
