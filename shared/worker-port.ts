import { z } from 'zod';
import { idSchema, shaSchema } from './akte.ts';
import { changeSchema, operationSchema } from './change.ts';
import { errorCodes } from './errors.ts';
import { feldschemata } from './feldschemata.ts';
import { signedLeaseSchema } from './lease.ts';
import { packListSchema } from './pack-list.ts';
import { pushResultSchema } from './sync-protocol.ts';
import type { KeptTrust } from './trust/trust-list.ts';
import { zugriffRequestSchema } from './zugriff.ts';

/**
 * Every call between the replica worker and main over the one MessagePort: journal, keys and unsent bytes. Requests are
 * `{id, call, input}`, answers `{id, ok: true, value}` or `{id, ok: false, code}`.
 */
const none = z.strictObject({});
const bytes = z.instanceof(Uint8Array);

/** An operation in the journal and what the server said of it: undefined = not decided yet. */
export const journalledSchema = z.object({
  operation: operationSchema,
  result: pushResultSchema.optional(),
  /** A rejected operation that the person has dealt with, and how. */
  closed: z.enum(['discarded', 'retried']).optional(),
});
export type Journalled = z.infer<typeof journalledSchema>;

export const workerPort = {
  /** Key for the replica's segments, hot records and column snapshot: 32 bytes, AES-256-GCM. */
  'keys.replica': {
    input: none,
    output: z.object({
      key: bytes,
      person: z.string(),
      einheit: z.string(),
      device: z.string(),
      /** Devices that this one replaces. */
      replaces: z.array(z.string()),
      leaseUntil: z.string().nullable(),
    }),
  },
  /** Writes the access record to disk, then answers one 32-byte key per object, in order. Log before decrypt (Z1). */
  'keys.release': { input: zugriffRequestSchema, output: z.object({ keys: z.array(bytes) }) },

  /**
   * Signs an act in a Geschaeftsgang, only in the present person's name and this device's, at the time that main's clock shows
   * (docs/spec/geschaeftsgang.md G22).
   */
  'keys.signZeichnung': {
    input: z.strictObject(feldschemata.zeichnung).omit({ signatur: true, zeit: true }),
    output: z.object({ zeit: feldschemata.zeichnung.zeit, signatur: feldschemata.zeichnung.signatur }),
  },

  /** Who may have scans read: `auto` of itself, `asked` when a person asks for one, `never` by policy (X8). */
  'recognition.mode': { input: none, output: z.object({ mode: z.enum(['auto', 'asked', 'never']) }) },

  /** Numbers, chains, signs and fdatasyncs; all or none. Answers when they are safe on disk (R1 of docs/spec/replica.md). */
  'journal.append': {
    input: z.strictObject({ changes: z.array(changeSchema).min(1).max(1_000) }),
    output: z.object({ operations: z.array(operationSchema) }),
  },
  /** Deletes the window's databases: one that the browser cannot open any more heals no other way (R32). */
  'replica.clear': { input: none, output: none },
  /** Everything not yet acknowledged, every rejected one not yet closed, and what was acknowledged in the last 30 days. */
  'journal.load': {
    input: none,
    output: z.object({ operations: z.array(journalledSchema), cutAtTail: z.boolean(), isLogShortened: z.boolean() }),
  },
  'journal.decide': { input: z.strictObject({ results: z.array(pushResultSchema).max(10_000) }), output: none },
  'journal.close': {
    input: z.strictObject({ n: z.number().int(), how: z.enum(['discarded', 'retried']) }),
    output: none,
  },

  /** Unsent bytes, encrypted by main, in pieces of at most 8 MiB from offset 0; with `last` file and folder are fsynced and the hash checked. */
  'blob.write': {
    input: z.strictObject({ sha: shaSchema, offset: z.number().int().nonnegative(), bytes, last: z.boolean() }),
    output: none,
  },
  'blob.read': {
    input: z.strictObject({
      sha: shaSchema,
      offset: z.number().int().nonnegative(),
      length: z.number().int().positive(),
    }),
    output: z.object({ bytes, sizeBytes: z.number().int() }),
  },
  'blob.list': {
    input: none,
    output: z.object({ blobs: z.array(z.object({ sha: shaSchema, sizeBytes: z.number() })) }),
  },
  'blob.drop': { input: z.strictObject({ sha: shaSchema }), output: none },

  /** The public half of the key that packages for this device are sealed with, hexadecimal (docs/spec/sync.md S103). */
  'package.key': { input: none, output: z.object({ publicKey: shaSchema }) },
  /**
   * Opens what was sealed for this device after the access record that names the package is on disk. Fails with
   * `package-damaged` when key, package or bytes do not fit.
   */
  'package.open': {
    input: z.strictObject({
      akte: idSchema,
      uebergabe: idSchema,
      sha: shaSchema,
      aad: z.string().max(1_000),
      enc: bytes,
      ciphertext: bytes,
    }),
    output: z.object({ key: bytes }),
  },

  /** What the person takes along; null = never kept, or its file is damaged. Saved after fsync. */
  'packed.load': { input: none, output: z.object({ list: packListSchema.nullable() }) },
  'packed.save': { input: z.strictObject({ list: packListSchema }), output: none },

  /** The trusted list in force, verified with the key pinned at the enrolment; `code`: why there is none. */
  'trust.load': { input: none, output: z.custom<KeptTrust>() },
  /** Verifies a list of the server and keeps it on disk. Fails with `trust-list-…`; the present list then stays. */
  'trust.accept': { input: z.strictObject({ document: z.string() }), output: none },

  /** What the server signed in its greeting; main checks it and keeps it (S98). */
  'lease.renew': { input: signedLeaseSchema, output: none },
} as const;

export type WorkerCall = keyof typeof workerPort;
export type WorkerInput<C extends WorkerCall> = z.input<(typeof workerPort)[C]['input']>;
export type WorkerOutput<C extends WorkerCall> = z.output<(typeof workerPort)[C]['output']>;

export const workerRequestSchema = z.strictObject({ id: z.number().int(), call: z.string(), input: z.unknown() });
export const workerAnswerSchema = z.union([
  z.object({ id: z.number().int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number().int(), ok: z.literal(false), code: z.enum(errorCodes) }),
]);
