import { z } from 'zod';
import { idSchema, shaSchema, vertraulichkeitsstufen } from './akte.ts';

/** What was done with content; `index` and `pack` are the machine's own decryptions, `shortened` was found out (Z10). */
export const zugriffsarten = [
  'open',
  'view',
  'search',
  'change',
  'sign',
  'stamp',
  'validate',
  'print',
  'export',
  'pack',
  'index',
  'handover',
  'lock',
  'shortened',
] as const;
export type Zugriffsart = (typeof zugriffsarten)[number];

/** What the worker asks main to record before a content key is released. */
export const zugriffRequestSchema = z.strictObject({
  action: z.enum(zugriffsarten),
  /** One entry per Dokument whose content becomes readable. */
  objects: z.array(z.strictObject({ akte: idSchema.nullable(), dokument: idSchema, sha: shaSchema })).max(1_000),
  /** Purpose in the person's words or the screen's; no names. */
  purpose: z.string().max(200),
  /** Of the Akte, as the replica knows it; asked where policy draws a line by it (D3). Absent = not known. */
  vertraulichkeit: z.enum(vertraulichkeitsstufen).optional(),
  /** Id of the colleague for whom the person stands in; absent = in her own matter (V13). */
  fuer: idSchema.optional(),
});
export type ZugriffRequest = z.infer<typeof zugriffRequestSchema>;

/**
 * One access record of the device's hash chain: `hash` = SHA-256 over the canonical JSON of the record without `hash` and
 * `sig`; `prev` = hash of record seq-1 (64 zeros for seq 1); `sig` = ES256 by the device key over the bytes of `hash`.
 */
export const zugriffRecordSchema = zugriffRequestSchema.extend({
  device: idSchema,
  seq: z.number().int().positive(),
  prev: shaSchema,
  time: z.string(),
  actor: idSchema,
  hash: shaSchema,
  sig: z.string(),
});
export type ZugriffRecord = z.infer<typeof zugriffRecordSchema>;
