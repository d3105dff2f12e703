import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { argon2CostSchema } from './argon2.ts';

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** A way to the master key. `wrapped` = the master key sealed under the key that this slot derives. */
export const slotSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('passphrase'),
    salt: base64,
    cost: argon2CostSchema,
    /** Whether the device secret of the OS keyring is needed too. */
    needsDeviceSecret: z.boolean(),
    wrapped: base64,
  }),
  z.strictObject({ kind: z.literal('recovery'), salt: base64, wrapped: base64 }),
]);
export type Slot = z.infer<typeof slotSchema>;

/** The vault: slots (as in LUKS) around one random master key, and what else must be secret at rest. */
export const vaultFileSchema = z.strictObject({
  v: z.literal(1),
  /** Random, so that parts of two vaults cannot be mixed. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  slots: z.array(slotSchema).min(1).max(8),
  /** Sealed JSON: device key, enrolment, remembered choices. */
  secrets: base64,
  /** HMAC over everything above under the master key: notices a slot that somebody exchanged. */
  mac: base64,
});
export type VaultFile = z.infer<typeof vaultFileSchema>;

/** File format: one line of JSON and one line with its SHA-256, so that damage is told apart from a wrong passphrase. */
export function encodeVaultFile(vault: VaultFile): string {
  const json = JSON.stringify(vault);
  return `${json}\n${sha256(json)}\n`;
}

/** Throws AppError 'vault-damaged'. */
export function decodeVaultFile(text: string): VaultFile {
  const [json = '', sum] = text.split('\n');
  if (sum !== sha256(json)) throw new AppError('vault-damaged');
  const parsed = vaultFileSchema.safeParse(JSON.parse(json));
  if (!parsed.success) throw new AppError('vault-damaged', { cause: parsed.error });
  return parsed.data;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
