import { randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { z } from 'zod';

/** Cost of one derivation (RFC 9106); stored in the slot, so that old slots stay openable. */
export const argon2CostSchema = z.strictObject({
  memoryKiB: z.number().int().min(8).max(1_048_576),
  passes: z.number().int().min(1).max(64),
  lanes: z.number().int().min(1).max(16),
});
export type Argon2Cost = z.infer<typeof argon2CostSchema>;

/** What derives 32 bytes from a passphrase: {@link deriveArgon2} itself or the thread that runs it. */
export type DeriveArgon2 = (passphrase: string, salt: Uint8Array, cost: Argon2Cost) => Promise<Uint8Array>;

/** Lowest cost the product writes: 64 MiB, 3 passes, 4 lanes (RFC 9106 §4, second recommendation). */
export const LOWEST_COST: Argon2Cost = { memoryKiB: 65_536, passes: 3, lanes: 4 };
const TARGET_MS = 600;
const MOST_PASSES = 16;

/** Argon2id with version 0x13; the passphrase is normalised to NFC, because keyboards differ. Blocks its thread. */
export const deriveArgon2: DeriveArgon2 = (passphrase, salt, cost) =>
  argon2id({
    password: passphrase.normalize('NFC'),
    salt,
    memorySize: cost.memoryKiB,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: 32,
    outputType: 'binary',
  });

/** Measures this computer and raises the passes until one derivation takes 0.5 to 0.8 s. */
export async function calibrateArgon2(derive: DeriveArgon2, now: () => number): Promise<Argon2Cost> {
  const startedAt = now();
  await derive('calibration', randomBytes(16), LOWEST_COST);
  const perPassMs = Math.max(1, (now() - startedAt) / LOWEST_COST.passes);
  const passes = Math.min(MOST_PASSES, Math.max(LOWEST_COST.passes, Math.round(TARGET_MS / perPassMs)));
  return { ...LOWEST_COST, passes };
}
