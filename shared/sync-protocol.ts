import { z } from 'zod';
import { datensatzArten, datensatzSchema, feldnameSchema, idSchema, shaSchema } from './akte.ts';
import { errorCodes } from './errors.ts';
import { signedLeaseSchema } from './lease.ts';
import { trustKeySchema } from './trust/trust-list.ts';

/** Sent as the header `AT-Protocol` with every request. */
export const PROTOCOL_VERSION = 1;
/** Largest body of one blob PATCH, bytes. */
export const MAX_PATCH_BYTES = 8 * 1024 * 1024;
/** A device whose clock is further off than this is told so, milliseconds. */
export const MAX_CLOCK_SKEW_MS = 5 * 60_000;
/** From here on the person reads that the clock of the workstation is off, milliseconds. */
export const NOTABLE_CLOCK_SKEW_MS = 60_000;

/** To which level signatures are raised after the sync; none = they stay as they were made. */
export const raiseTargets = ['none', 'B-T', 'B-LT', 'B-LTA'] as const;
export type RaiseTarget = (typeof raiseTargets)[number];

/** `GET /v1/info`, without sign-in. */
export const infoSchema = z.object({
  name: z.string().max(200),
  protocol: z.number().int(),
  signIn: z.array(z.enum(['local', 'oidc'])),
  time: z.string(),
});
export type Info = z.infer<typeof infoSchema>;

/** Public half of the device key, ES256 (P-256), as JWK (RFC 7517). */
export const devicePublicKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().max(64),
  y: z.string().max(64),
});

/** `POST /v1/sign-in/local`: a person registers this device with name and password. Answer: {@link enrolmentSchema}. */
export const localSignInSchema = z.strictObject({
  name: z.string().min(1).max(200),
  password: z.string().min(1).max(1_000),
  device: z.strictObject({ id: idSchema, name: z.string().max(200), publicKey: devicePublicKeySchema }),
});
/**
 * OpenID Connect: `POST /v1/sign-in/oidc` `{device}` -> `{ticket}`; the workstation opens
 * `<server>/v1/sign-in/oidc/start?ticket=…` in the person's browser and polls `POST /v1/sign-in/oidc/finish` `{ticket}` ->
 * 202 while pending, then {@link enrolmentSchema}.
 */
export const oidcTicketSchema = z.object({ ticket: z.string().max(200) });
export const enrolmentSchema = z.object({
  device: idSchema,
  person: z.object({ id: idSchema, name: z.string(), einheit: idSchema, einheitName: z.string() }),
  authority: z.string(),
  /** Checks the trusted lists of `GET /v1/trust`; the device keeps it from here on. */
  trustKey: trustKeySchema.optional(),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

/**
 * `POST /v1/token` `{assertion}`: a JWT (RFC 7523) signed ES256 by the device key, `iss` = `sub` = device id, `aud` = the
 * server's origin as the device knows it, `iat`, `exp` <= 60 s later, `jti` unique. Answer: a token for 15 minutes, bound to
 * the device key: every request carries `Authorization: DPoP <token>` and a `DPoP` proof (RFC 9449: htm, htu path only is
 * compared, iat, jti, ath).
 */
export const tokenSchema = z.object({ token: z.string(), expiresInS: z.number().int().positive() });

/** `POST /v1/sync/hello`. */
export const helloRequestSchema = z.strictObject({
  device: idSchema,
  /** Changes when the server was restored from a backup; null on the first contact. */
  epoch: z.string().max(80).nullable(),
  cursor: z.number().int().nonnegative(),
  schema: z.number().int(),
  lastAcked: z.number().int().nonnegative(),
  /** Device clock, ISO 8601. */
  time: z.string().max(40),
  /** Devices of the same person that this one replaces: the server revokes them (S32). */
  replaces: z.array(idSchema).max(64).optional(),
});
export const helloSchema = z.object({
  epoch: z.string(),
  head: z.number().int().nonnegative(),
  /** Highest n of this device that the server has decided. */
  lastN: z.number().int().nonnegative(),
  horizon: z.number().int().nonnegative(),
  lease: z.object({
    maxOfflineDays: z.number().int().positive(),
    until: z.string(),
    /** The same, for main, which believes nobody else; a server from before has none. */
    signed: signedLeaseSchema.optional(),
  }),
  clockSkewMs: z.number(),
  /** Until when the server takes operations of the schema that the device named; null or absent: no end is in sight. */
  schemaUntil: z.string().nullable().optional(),
  person: z.object({ id: idSchema, name: z.string(), einheit: idSchema, einheitName: z.string() }),
  authority: z.string(),
  raiseTo: z.enum(raiseTargets).default('none'),
  /** Number of the newest trusted list, null without one. */
  trust: z.number().int().nullable().optional(),
  /** Digest of what this device takes along as the server knows it, empty at first (shared/mitnahme.ts). */
  packed: z.string().max(64).optional(),
  /** The key for packages that the server knows of this device, empty at first (shared/uebergabe.ts). */
  packageKey: z.string().max(64).optional(),
});
export type Hello = z.infer<typeof helloSchema>;

/**
 * One line of `GET /v1/sync/pull?after=<cursor>&limit=<rows>` (application/x-ndjson). `s` = sequence, `p` = the previous
 * sequence visible to this person: a line counts only if `p` equals the cursor (contiguity, S4 of docs/spec/sync.md).
 * k: `put` = the whole record as it is at s; `gone` = record moved out of this Akte; `void` = nothing to see at s any more.
 */
export const pullRowSchema = z.discriminatedUnion('k', [
  z.object({
    k: z.literal('put'),
    s: z.number().int(),
    p: z.number().int(),
    d: datensatzSchema,
    by: z.object({ dev: idSchema, n: z.number().int() }).optional(),
  }),
  z.object({
    k: z.literal('gone'),
    s: z.number().int(),
    p: z.number().int(),
    art: z.enum(datensatzArten),
    id: idSchema,
    akte: idSchema.nullable(),
  }),
  z.object({ k: z.literal('void'), s: z.number().int(), p: z.number().int() }),
]);
export type PullRow = z.infer<typeof pullRowSchema>;
/** The lines of a pull are hashed in blocks of this size, so that a workstation can hash them beside its own work. */
export const PULL_MAC_BLOCK_BYTES = 1024 * 1024;
/**
 * Last line of a pull; without it the batch was truncated and complete lines stay usable. `mac`: SHA-256 hex over the SHA-256
 * digests of the blocks of {@link PULL_MAC_BLOCK_BYTES} that the preceding lines make, each line with its newline; the last
 * block is shorter, without lines there is none.
 */
export const pullEndSchema = z.object({
  end: z.literal(true),
  head: z.number().int(),
  cursor: z.number().int(),
  more: z.boolean(),
  mac: shaSchema,
});
export type PullEnd = z.infer<typeof pullEndSchema>;

/** Name of the shard of everything that belongs to no Akte. */
export const AUTHORITY_SHARD = '*';

/**
 * `GET /v1/sync/snapshot` without a shard: what this person's workstation holds when it stands at `head`. `digest`: SHA-256 hex
 * over `art:id:rev` and a newline of each record, in order of these lines by code point.
 */
export const shardListSchema = z.object({
  head: z.number().int().nonnegative(),
  shards: z.array(z.object({ shard: z.string(), records: z.number().int(), digest: shaSchema })),
});
export type ShardList = z.infer<typeof shardListSchema>;

/**
 * `GET /v1/sync/snapshot?shard=<shards, comma-separated>&after=<art:id>`: {@link snapshotRecordSchema}, one per line, in order
 * of `art:id`, ended by {@link snapshotEndSchema}. Without the end the answer was cut; complete lines stay usable.
 */
export const snapshotRecordSchema = datensatzSchema;
export const snapshotEndSchema = z.object({ end: z.literal(true), more: z.boolean() });
/** Records of one `POST /v1/sync/records` at most. */
export const MAX_RECORDS = 1_000;
/**
 * `POST /v1/sync/records`: single records as they are now, for a workstation on which they were damaged. What the person does
 * not see, or what is not there, is left out.
 */
export const recordsRequestSchema = z.strictObject({
  records: z.array(z.strictObject({ art: z.enum(datensatzArten), id: idSchema })).max(MAX_RECORDS),
});
export const recordsAnswerSchema = z.object({ records: z.array(datensatzSchema) });

/** What became of one line of `POST /v1/sync/push`: NDJSON of operations in strict order of n; one result line per operation. */
export const pushResultSchema = z.discriminatedUnion('status', [
  z.object({ n: z.number().int(), status: z.literal('ok'), rev: z.number().int() }),
  z.object({ n: z.number().int(), status: z.literal('merged'), rev: z.number().int() }),
  z.object({
    n: z.number().int(),
    status: z.literal('conflict'),
    rev: z.number().int(),
    fields: z.array(feldnameSchema),
    konflikt: z.array(idSchema),
  }),
  z.object({ n: z.number().int(), status: z.literal('rejected'), code: z.enum(errorCodes) }),
  /** The server waits for `expected` first; nothing after a gap is looked at. */
  z.object({ n: z.number().int(), status: z.literal('gap'), expected: z.number().int() }),
]);
export type PushResult = z.infer<typeof pushResultSchema>;

/**
 * Blobs. `POST /v1/blobs/have` {@link blobsHaveSchema} -> `{have: sha[]}` (only of blobs that the person may see or uploaded).
 * Upload as tus 1.0: `POST /v1/blobs/uploads` with `Upload-Length` and `Upload-Metadata: sha256 <base64>` -> 201 + `Location`
 * `/v1/blobs/uploads/<sha>`; `HEAD` -> `Upload-Offset`; `PATCH` with `Upload-Offset`, `Upload-Checksum: sha256 <base64>`.
 * `GET /v1/blobs/<sha>` with Range; 404 for what the person may not see.
 */
export const blobsHaveSchema = z.strictObject({ shas: z.array(shaSchema).max(1_000) });

/**
 * `POST /v1/evidence`: what raising a level needs from outside. `url` stands in `certificate` (DER, base64) as its OCSP
 * responder, CRL or issuer; `request` is the OCSP request (DER, base64), null for the others. Answer: the bytes.
 * `POST /v1/tsa`: a time-stamp request and its answer as in RFC 3161.
 */
export const evidenceRequestSchema = z.strictObject({
  kind: z.enum(['ocsp', 'crl', 'certificate']),
  certificate: z.base64().max(32_768),
  url: z.string().max(2_000),
  request: z.base64().max(2_048).nullable(),
});

/** Every refusal of the server: HTTP status and this body. */
export const serverErrorSchema = z.object({ code: z.enum(errorCodes), de: z.string(), en: z.string() });

/** `GET /v1/sync/live`: SSE, `event: head`, `data: {"head": n}`; a comment line every 15 s. */
export const liveSchema = z.object({ head: z.number().int() });

/** `GET /v1/seal`; null: no seal, or not for this person. */
export const sealFactsSchema = z.object({
  seal: z
    .object({
      /** Common name in the certificate. */
      subject: z.string(),
      /** ISO 8601. */
      notAfter: z.string(),
      /** Whether the certificate is valid now. */
      isUsable: z.boolean(),
    })
    .nullable(),
});
export type SealFacts = z.infer<typeof sealFactsSchema>;

/** `POST /v1/seal`: the Version to seal, and the id of the Version to be, so that asking twice seals once. */
export const sealRequestSchema = z.strictObject({ version: idSchema, id: idSchema.max(60) });
export type SealRequest = z.infer<typeof sealRequestSchema>;
export const sealedSchema = z.object({ version: idSchema });
