import { z } from 'zod';
import { signatureAlgorithms } from '../../shared/pdf/pdf-types.ts';
import { enrolmentSchema } from '../../shared/sync-protocol.ts';

/** What the vault keeps besides keys: only readable while unlocked. */
export const vaultSecretsSchema = z.strictObject({
  /** Private device key, PKCS#8 DER, base64. */
  deviceKey: z.string(),
  /** The agency server's origin. */
  server: z.string(),
  enrolment: enrolmentSchema,
  /** The key that was used last: a key file, with `card` a card behind the module at `path`, or with `remote` a credential. */
  signerKey: z
    .strictObject({
      keyId: z.string(),
      path: z.string(),
      subject: z.string().nullable(),
      /** `der` (base64): the certificate itself, which says what signing will mean while the card is not inserted. */
      card: z.strictObject({ serial: z.string(), certificate: z.string(), der: z.string().optional() }).optional(),
      /** A credential at the service at `path`; its certificates (DER, base64) let a signature be prepared without a connection. */
      remote: z
        .strictObject({
          credential: z.string(),
          certificates: z.array(z.string()).min(1),
          algorithm: z.enum(signatureAlgorithms),
        })
        .optional(),
    })
    .nullable(),
  /** `issued`: when the server gave it; absent in one from before leases were signed. */
  lease: z.strictObject({ until: z.string(), epoch: z.string(), issued: z.string().optional() }).nullable(),
  /** A journal was made: when its file is missing, it was lost. */
  journalMade: z.literal(true).optional(),
  /** The end of the access log was kept in a file of its own: when that is missing, it was removed (Z10). */
  logHeadKept: z.literal(true).optional(),
  /** Ids of the devices that this one replaces, the first one first. */
  replaces: z.array(z.string()).optional(),
  /** Number of the newest trusted list ever accepted: an older one is refused. */
  trustNumber: z.number().int().optional(),
});
export type VaultSecrets = z.infer<typeof vaultSecretsSchema>;
