import { p256 } from '@noble/curves/nist.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { decodeBase64 } from '../trust/base64.ts';

/**
 * 64 bytes in base64url the one way to write them: unused bits of the last character are zero, otherwise a stored byte could
 * change unseen.
 */
export const signaturMuster = /^[A-Za-z0-9_-]{85}[AQgw]$/;

/** Whether the key (P-256, uncompressed, hexadecimal) signed these bytes: ES256 (RFC 7518 §3.4), r||s in base64url. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signatur: string): boolean {
  try {
    const value = signaturMuster.test(signatur) ? decodeBase64(signatur) : null;
    return value !== null && p256.verify(value, bytes, hexToBytes(publicKey), { lowS: false });
  } catch {
    return false;
  }
}

/** The key of a JWK (RFC 7518 §6.2.1) as {@link isSignedBy} takes it; one of another length signs nothing. */
export function pointOf({ x, y }: { readonly x: string; readonly y: string }): string {
  const [left, right] = [x, y].map(decodeBase64);
  if (left?.length !== 32 || right?.length !== 32) return '';
  return `04${bytesToHex(left)}${bytesToHex(right)}`;
}
