import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** What sealing adds to the plaintext, bytes: nonce in front, tag behind. */
export const SEAL_OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/** AES-256-GCM with a random nonce: `nonce (12) | ciphertext | tag (16)`. `context` is authenticated, not stored. */
export function seal(key: Uint8Array, context: string | Uint8Array, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const body = cipher.update(plain);
  return Buffer.concat([nonce, body, cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext of {@link seal}, or null when key, context or bytes do not fit. */
export function unseal(key: Uint8Array, context: string | Uint8Array, sealed: Uint8Array): Buffer | null {
  if (sealed.length < SEAL_OVERHEAD_BYTES) return null;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(end));
  const body = decipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    return Buffer.concat([body, decipher.final()]);
  } catch {
    return null;
  }
}

/** HKDF-SHA-256 (RFC 5869): 32 bytes for one purpose. `label` is the info, `salt` may be empty. */
export function deriveKey(secret: Uint8Array, label: string, salt: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, `aktentasche/${label}`, 32));
}
