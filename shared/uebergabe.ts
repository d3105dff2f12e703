import { z } from 'zod';
import { shaSchema } from './akte.ts';
import { canonicalJson, type Operation, operationSchema } from './change.ts';

/**
 * Refused work on its way to somebody who still has the right (docs/spec/sync.md S102-S108). A package is one line of JSON
 * ({@link packageHeadSchema}) and, behind its newline, the contents sealed with a random key: again one line of JSON
 * ({@link packageContentsSchema}) and the bytes of the Versionen in that order.
 */

/** Purpose of the sealing (RFC 9180 `info`). */
export const PACKAGE_INFO = 'aktentasche-uebergabe-1';
/** More does not fit into the memory of a workstation with ease, bytes. */
export const MAX_PACKAGE_BYTES = 256 * 1024 * 1024;

const base64 = z.base64().max(1_000);

/** The key of the contents, sealed for each device of the receiver: `schluessel` is that device's public key. */
export const packageHeadSchema = z.strictObject({
  v: z.literal(1),
  keys: z
    .array(z.strictObject({ schluessel: shaSchema, enc: base64, ciphertext: base64 }))
    .min(1)
    .max(64),
});

/** The changes as their author's device numbered and signed them, and the files that they need. */
export const packageContentsSchema = z.strictObject({
  operations: z.array(operationSchema).min(1).max(1_000),
  files: z.array(z.strictObject({ sha: shaSchema, groesse: z.number().int().nonnegative() })).max(1_000),
});
export type PackageContents = z.infer<typeof packageContentsSchema>;

/** Which package: authenticated with its key and its contents, so that none can stand in for another. */
export interface PackageName {
  readonly id: string;
  readonly akte: string;
  readonly von: string;
  readonly an: string;
}

/** What goes with the sealed key and the sealed contents (RFC 9180 `aad`). */
export function packageAad({ id, akte, von, an }: PackageName): string {
  return canonicalJson({ id, akte, von, an });
}

/** The hash that a change had on the device it was made on, whatever number it has now (S31). */
export function originHash({ origin, h }: Pick<Operation, 'origin' | 'h'>): string {
  return origin?.h ?? h;
}

/** `POST /v1/device/key`: the key that packages for this device are sealed with; `hello` tells it from then on. */
export const packageKeySchema = z.strictObject({ schluessel: shaSchema });
