import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

/** A digest by name; SHA-1 only to say that it is weak. */
export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512';

const hashes = { sha1, sha256, sha384, sha512 } as const;

/** The digest of small bytes. */
export function hashBytes(name: HashName, bytes: Uint8Array): Uint8Array {
  return hashes[name](bytes);
}
