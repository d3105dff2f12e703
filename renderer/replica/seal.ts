import { AppError } from '../../shared/errors.ts';

const NONCE_BYTES = 12;
/** Sealed bytes are longer than plain ones by nonce and tag. */
export const SEALED_MORE_BYTES = NONCE_BYTES + 16;

/** AES-256-GCM with one key. Sealed bytes are nonce (12) | ciphertext | tag (16). */
export interface Sealer {
  /** `context` is authenticated, not stored: `store|id|generation`, so that no row can stand in for another. */
  seal(context: string, plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** Throws AppError 'replica-damaged' when bytes or context were changed. */
  open(context: string, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
}

/** A sealer for a 32-byte key. The bytes of `rawKey` are wiped; WebCrypto keeps the key unextractable in memory only. */
export async function createSealer(rawKey: Uint8Array): Promise<Sealer> {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(rawKey), 'AES-GCM', false, ['encrypt', 'decrypt']);
  rawKey.fill(0);
  const encoder = new TextEncoder();
  return {
    async seal(context, plain) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const parameters = { name: 'AES-GCM', iv, additionalData: encoder.encode(context) };
      const ciphertext = new Uint8Array(await crypto.subtle.encrypt(parameters, key, plain));
      const sealed = new Uint8Array(NONCE_BYTES + ciphertext.length);
      sealed.set(iv);
      sealed.set(ciphertext, NONCE_BYTES);
      return sealed;
    },
    async open(context, sealed) {
      const iv = sealed.subarray(0, NONCE_BYTES);
      const parameters = { name: 'AES-GCM', iv, additionalData: encoder.encode(context) };
      try {
        return new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed.subarray(NONCE_BYTES)));
      } catch (cause) {
        throw new AppError('replica-damaged', { cause });
      }
    },
  };
}

/** One encrypted row of a store: an opaque number, how often it was written, and the sealed bytes. */
export interface SealedRow {
  readonly id: number;
  readonly g: number;
  readonly b: Uint8Array<ArrayBuffer>;
}

/** Seals any JSON value as a row of `store`. */
export async function sealRow(
  sealer: Sealer,
  store: string,
  id: number,
  g: number,
  value: unknown,
): Promise<SealedRow> {
  return { id, g, b: await sealer.seal(`${store}|${id}|${g}`, new TextEncoder().encode(JSON.stringify(value))) };
}

/** The JSON value of a row. Throws AppError 'replica-damaged'. */
export async function openRow(sealer: Sealer, store: string, row: SealedRow): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await sealer.open(`${store}|${row.id}|${row.g}`, row.b)));
}
