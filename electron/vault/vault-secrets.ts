import { z } from 'zod';
import { enrolmentSchema } from '../../shared/sync-protocol.ts';

/** What the vault keeps besides keys: only readable while unlocked. */
export const vaultSecretsSchema = z.strictObject({
  /** Private device key, PKCS#8 DER, base64. */
  deviceKey: z.string(),
  /** The agency server's origin. */
  server: z.string(),
  enrolment: enrolmentSchema,
  /** The key that was used last: a key file, or with `card` a card behind the module at `path`. */
  signerKey: z
    .strictObject({
      keyId: z.string(),
      path: z.string(),
      subject: z.string().nullable(),
      card: z.strictObject({ serial: z.string(), certificate: z.string() }).optional(),
    })
    .nullable(),
  lease: z.strictObject({ until: z.string(), epoch: z.string() }).nullable(),
  /** A journal was made: when its file is missing, it was lost. */
  journalMade: z.literal(true).optional(),
  /** Ids of the devices that this one replaces, the first one first. */
  replaces: z.array(z.string()).optional(),
  /** Number of the newest trusted list ever accepted: an older one is refused. */
  trustNumber: z.number().int().optional(),
});
export type VaultSecrets = z.infer<typeof vaultSecretsSchema>;
