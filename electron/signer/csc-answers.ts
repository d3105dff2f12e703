import { z } from 'zod';

// Answers of a CSC service, versions 1.0.4 and 2.x (Cloud Signature Consortium API §11). Services add fields of their
// own: unknown ones are dropped.

const short = z.string().max(2_000);
const base64 = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9+/\r\n]+={0,2}\s*$/);

/** `info` (§11.1). */
export const infoSchema = z.object({
  specs: short,
  name: short,
  authType: z.array(short).max(50),
  /** Where the authorization server is; only compared with the policy. */
  oauth2: short.optional(),
});

/** `credentials/list` (§11.4). */
export const credentialListSchema = z.object({ credentialIDs: z.array(short).max(1_000) });

/** A PIN or OTP of version 1; services write its presence as text or as a boolean. */
const factorSchema = z.object({
  presence: z.union([z.boolean(), z.enum(['true', 'false', 'optional'])]),
  format: z.enum(['A', 'N']).optional(),
  label: short.optional(),
  type: short.optional(),
});
const modeSchema = z.enum(['implicit', 'explicit', 'oauth2code']);

/** `credentials/info` (§11.5) of both versions: `authMode`, `PIN`, `OTP` are those of 1.0.4, `auth` is that of 2.x. */
export const credentialSchema = z.object({
  key: z.object({ status: short, algo: z.array(short).min(1).max(100) }),
  cert: z.object({ status: short.optional(), certificates: z.array(base64).min(1).max(10) }),
  authMode: modeSchema.optional(),
  PIN: factorSchema.optional(),
  OTP: factorSchema.optional(),
  auth: z
    .object({
      mode: modeSchema,
      objects: z
        .array(z.object({ type: short, id: short, format: short.optional(), label: short.optional() }))
        .max(10)
        .optional(),
    })
    .optional(),
  multisign: z.number().int().min(1),
});
export type CredentialAnswer = z.infer<typeof credentialSchema>;

/** `credentials/authorize` (§11.6). */
export const authorizeSchema = z.object({ SAD: z.string().min(1).max(100_000) });

/** `signatures/signHash` (§11.10). */
export const signHashSchema = z.object({ signatures: z.array(base64).max(1_000) });

/** `oauth2/token` (§8.4.3). */
export const tokenSchema = z.object({
  access_token: z.string().min(1).max(100_000),
  token_type: short,
  expires_in: z.number().optional(),
});

/** What a refusal says (§10.1). */
export const refusalSchema = z.object({ error: short, error_description: short.optional() });

/** Answers without content, or with content that nobody needs. */
export const anythingSchema = z.unknown();
