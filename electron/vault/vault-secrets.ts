import { z } from 'zod';
import { enrolmentSchema } from '../../shared/sync-protocol.ts';

/** What the vault keeps besides keys: only readable while unlocked. */
export const vaultSecretsSchema = z.strictObject({
  /** Private device key, PKCS#8 DER, base64. */
  deviceKey: z.string(),
  /** The agency server's origin. */
  server: z.string(),
  enrolment: enrolmentSchema,
  /** The key file that was used last. */
  signerKey: z.strictObject({ keyId: z.string(), path: z.string(), subject: z.string().nullable() }).nullable(),
  lease: z.strictObject({ until: z.string(), epoch: z.string() }).nullable(),
});
export type VaultSecrets = z.infer<typeof vaultSecretsSchema>;
