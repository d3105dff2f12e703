import { md5 } from '@noble/hashes/legacy.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { equalBytes } from '../sign/der.ts';
import type { Encryption } from './encryption-dict.ts';
import { rc4 } from './rc4.ts';

// What fills passwords up to 32 bytes (ISO 32000-2 §7.6.4.3.2).
const padding = Uint8Array.from([
  0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e, 0x2e, 0x00,
  0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
]);

/** Revisions 2 to 4: the file key when this is the owner's password (algorithm 7), else null. */
export function legacyOwnerKey(encryption: Encryption, password: Uint8Array): Uint8Array | null {
  const isOld = encryption.revision === 2;
  let digest: Uint8Array = md5(padded(password));
  for (let i = 0; i < (isOld ? 0 : 50); i++) digest = md5(digest);
  const key = digest.subarray(0, encryption.keyBytes);
  let userPassword = encryption.owner;
  for (let round = isOld ? 0 : 19; round >= 0; round--) userPassword = rc4(turned(key, round), userPassword);
  return legacyUserKey(encryption, userPassword);
}

/** Revisions 2 to 4: the file key (algorithm 2) when this is the user's password (algorithm 6), else null. */
export function legacyUserKey(encryption: Encryption, password: Uint8Array): Uint8Array | null {
  const { revision, owner, permissions, id, encryptsMetadata, keyBytes } = encryption;
  const bits = [permissions, permissions >> 8, permissions >> 16, permissions >> 24];
  const more = revision >= 4 && !encryptsMetadata ? [255, 255, 255, 255] : [];
  let digest: Uint8Array = md5(concatBytes(padded(password), owner, Uint8Array.from(bits), id, Uint8Array.from(more)));
  for (let i = 0; i < (revision >= 3 ? 50 : 0); i++) digest = md5(digest.subarray(0, keyBytes));
  const key = digest.slice(0, keyBytes);
  return isUserKey(key, encryption) ? key : null;
}

function isUserKey(key: Uint8Array, { revision, user, id }: Encryption): boolean {
  if (revision === 2) return equalBytes(rc4(key, padding), user);
  let check: Uint8Array = md5(concatBytes(padding, id));
  for (let round = 0; round < 20; round++) check = rc4(turned(key, round), check);
  // The other 16 bytes of /U are arbitrary.
  return equalBytes(check, user.subarray(0, 16));
}

function padded(password: Uint8Array): Uint8Array {
  return concatBytes(password, padding).subarray(0, 32);
}

function turned(key: Uint8Array, round: number): Uint8Array {
  return key.map((byte) => byte ^ round);
}
