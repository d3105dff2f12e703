import { cbc, ecb } from '@noble/ciphers/aes.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import type { Fuel } from '../file/fuel.ts';
import { equalBytes } from '../sign/der.ts';
import type { Encryption } from './encryption-dict.ts';

const noPadding = { disablePadding: true } as const;
const nothing = new Uint8Array(0);

/** Revisions 5 and 6 (ISO 32000-2 algorithm 2.A): the file key when this is the owner's password, else null. */
export function modernOwnerKey(encryption: Encryption, password: Uint8Array, fuel: Fuel): Uint8Array | null {
  return fileKey(encryption, password, encryption.owner, encryption.ownerKey, encryption.user, fuel);
}

/** Revisions 5 and 6: the file key when this is the user's password, else null. */
export function modernUserKey(encryption: Encryption, password: Uint8Array, fuel: Fuel): Uint8Array | null {
  return fileKey(encryption, password, encryption.user, encryption.userKey, nothing, fuel);
}

/** `check` is 32 bytes of hash, 8 of the salt that proves the password, 8 of the one that opens `wrapped`. */
function fileKey(
  { revision }: Encryption,
  password: Uint8Array,
  check: Uint8Array,
  wrapped: Uint8Array,
  more: Uint8Array,
  fuel: Fuel,
): Uint8Array | null {
  const hash = (salt: Uint8Array): Uint8Array => {
    const first = sha256(concatBytes(password, salt, more));
    return revision === 5 ? first : hardened(first, password, more, fuel);
  };
  if (!equalBytes(hash(check.subarray(32, 40)), check.subarray(0, 32))) return null;
  return cbc(hash(check.subarray(40, 48)), new Uint8Array(16), noPadding).decrypt(wrapped);
}

/** Algorithm 2.B. It ends after at most 288 rounds, because no byte is above 255; the fuel pays for long passwords. */
function hardened(first: Uint8Array, password: Uint8Array, more: Uint8Array, fuel: Fuel): Uint8Array {
  let key = first;
  for (let round = 0; ; round++) {
    const once = concatBytes(password, key, more);
    const input = new Uint8Array(once.length * 64);
    for (let i = 0; i < 64; i++) input.set(once, i * once.length);
    fuel.step(input.length);
    const out = cbc(key.subarray(0, 16), key.subarray(16, 32), noPadding).encrypt(input);
    // 256 leaves the remainder 1 modulo 3, so a number's remainder is that of the sum of its bytes.
    const remainder = out.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = [sha256, sha384, sha512][remainder]!(out);
    if (round >= 63 && out.at(-1)! <= round - 31) return key.subarray(0, 32);
  }
}

/** /P as far as /Perms, enciphered with the file key, confirms it (algorithm 13): nobody widens it unnoticed. */
export function confirmedPermissions({ permissions, perms }: Encryption, key: Uint8Array): number {
  const plain = ecb(key, noPadding).decrypt(perms);
  const isOurs = plain[9] === 0x61 && plain[10] === 0x64 && plain[11] === 0x62;
  if (!isOurs) return permissions;
  return permissions & (plain[0]! | (plain[1]! << 8) | (plain[2]! << 16) | (plain[3]! << 24));
}
