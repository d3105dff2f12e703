import { cbc } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import type { CipherMethod } from './encryption-dict.ts';
import { rc4 } from './rc4.ts';

/** Enciphers and deciphers the strings and streams of one indirect object (ISO 32000-2 §7.6.3). */
export type ObjectCipher = {
  decrypt(method: CipherMethod, bytes: Uint8Array): Uint8Array;
  encrypt(method: CipherMethod, bytes: Uint8Array): Uint8Array;
};

const noPadding = { disablePadding: true } as const;
const salt = Uint8Array.from([0x73, 0x41, 0x6c, 0x54]);

/** The cipher of object `num` `gen` under the file's key. */
export function objectCipher(fileKey: Uint8Array, num: number, gen: number): ObjectCipher {
  const keys = new Map<CipherMethod, Uint8Array>();
  const keyFor = (method: CipherMethod): Uint8Array => {
    const key = keys.get(method) ?? objectKey(fileKey, method, num, gen);
    keys.set(method, key);
    return key;
  };
  return {
    decrypt(method, bytes) {
      if (method === 'none') return bytes;
      return method === 'rc4' ? rc4(keyFor(method), bytes) : decryptAes(keyFor(method), bytes);
    },
    encrypt(method, bytes) {
      if (method === 'none') return bytes;
      if (method === 'rc4') return rc4(keyFor(method), bytes);
      // Unpredictable without the key and different for different plain text, yet no source of chance is needed.
      const place = Uint8Array.from([num, num >> 8, num >> 16, gen, gen >> 8]);
      const start = hmac(sha256, fileKey, concatBytes(place, bytes)).subarray(0, 16);
      return concatBytes(start, cbc(keyFor(method), start).encrypt(bytes));
    },
  };
}

/** Algorithm 1; version 5 uses the file's key itself (algorithm 1.A). */
function objectKey(fileKey: Uint8Array, method: CipherMethod, num: number, gen: number): Uint8Array {
  if (method === 'aes256') return fileKey;
  const place = Uint8Array.from([num, num >> 8, num >> 16, gen, gen >> 8]);
  const more = method === 'aes128' ? salt : new Uint8Array(0);
  return md5(concatBytes(fileKey, place, more)).subarray(0, Math.min(fileKey.length + 5, 16));
}

/** 16 bytes to start from, then blocks with PKCS#7 padding; what real files do wrong there is read as other readers do. */
function decryptAes(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const blocks = bytes.subarray(16, bytes.length - (bytes.length % 16));
  if (bytes.length < 32) return new Uint8Array(0);
  const plain = cbc(key, bytes.subarray(0, 16), noPadding).decrypt(blocks);
  const filled = plain.at(-1) ?? 0;
  return filled >= 1 && filled <= 16 ? plain.subarray(0, plain.length - filled) : plain;
}
