import { z } from 'zod';
import { datensatzArten, felderSchema, feldnameSchema, idSchema, shaSchema, storableText } from './akte.ts';

/** Version of the operation's shape; the server accepts this one and the one before. */
export const OPERATION_SCHEMA = 1;

/** What the person did; one word per verb, so that history and Ausgang can say it in plain language. */
export const intents = [
  'create-vorgang',
  'edit-vorgang',
  'create-dokument',
  'edit-dokument',
  'file-dokument',
  'add-version',
  'choose-version',
  'add-ereignis',
  'resolve-konflikt',
  'close-vorgang',
  'set-stempelart',
  'add-primaerdokument',
  'hand-over',
  'settle-handover',
  'dispatch',
  'edit-postausgang',
  'set-frist',
  'settle-frist',
  'add-schritt',
  'renumber-schritt',
  'recall-schritt',
  'delegate-schritt',
  'add-zeichnung',
  'create-akte',
  'edit-akte',
  'close-akte',
  'move-vorgang',
  'link',
  'assign-dokument',
] as const;

/**
 * One change before main has numbered and signed it. `base[f]` is the revision of the record in which the person saw field f (0 for a new
 * record); `need` names the blobs that must be at the server before the change counts.
 */
export const changeSchema = z.strictObject({
  v: z.literal(OPERATION_SCHEMA),
  /** Time of the act on this workstation, ISO 8601 with offset. */
  t: z.string().datetime({ offset: true }),
  /** Person id. */
  actor: idSchema,
  akte: idSchema.nullable(),
  intent: z.enum(intents),
  ent: z.strictObject({ art: z.enum(datensatzArten), id: idSchema }),
  base: z.record(feldnameSchema, z.number().int().nonnegative()),
  set: felderSchema,
  /** List fields changed by element, so that two people's additions do not conflict. */
  add: z.record(feldnameSchema, z.array(storableText(2_000))).optional(),
  remove: z.record(feldnameSchema, z.array(storableText(2_000))).optional(),
  need: z.array(shaSchema).max(64),
  /** The colleague for whom the actor stands in here, by person id; absent = she acts in her own matter (V12). */
  fuer: idSchema.optional(),
});
export type Change = z.infer<typeof changeSchema>;

/**
 * A change as it leaves the workstation: `n` counts without gaps per device from 1; `h` = SHA-256 over the canonical JSON of
 * the operation without `h` and `sig`, which contains `prev`, the `h` of operation n-1 (64 zeros for n = 1); `sig` = ES256
 * (IEEE P1363, base64url) by the device key over the bytes of `h`.
 */
export const operationSchema = changeSchema.extend({
  dev: idSchema,
  n: z.number().int().positive(),
  prev: shaSchema,
  /** Made on a device that this one replaces, as that device's operation `n` with hash `h`: the server counts both as one (S31). */
  origin: z.strictObject({ dev: idSchema, n: z.number().int().positive(), h: shaSchema }).optional(),
  h: shaSchema,
  sig: z.string().regex(/^[A-Za-z0-9_-]{1,200}$/),
});
export type Operation = z.infer<typeof operationSchema>;

/** The bytes that `h` hashes: JSON with keys sorted at every level (RFC 8785 for the values that occur here), UTF-8. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** The part of an operation that its hash covers, as canonical JSON. */
export function operationPayload(operation: Omit<Operation, 'h' | 'sig'>): string {
  const { dev, n, prev, origin, v, t, actor, akte, intent, ent, base, set, add, remove, need, fuer } = operation;
  return canonicalJson({ dev, n, prev, origin, v, t, actor, akte, intent, ent, base, set, add, remove, need, fuer });
}
