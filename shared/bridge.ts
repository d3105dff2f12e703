import { z } from 'zod';
import { shaSchema, vertraulichkeitsstufen } from './akte.ts';
import { deviceReceiptSchema, signedReceiptSchema } from './device-receipt.ts';
import { draftSchema } from './draft.ts';
import { errorCodes } from './errors.ts';
import { officeCalls } from './office-calls.ts';
import { markLines, signatureAlgorithms } from './pdf/pdf-types.ts';
import { savedFiltersSchema } from './saved-filter.ts';
import { scanCalls } from './scan-calls.ts';
import { enrolmentSchema, infoSchema } from './sync-protocol.ts';
import { windowCalls } from './window-calls.ts';

/**
 * Every call between window and main: name, input schema, output schema. Main checks sender, schema, size and rate once, in
 * one wrapper; the window gets `{ok: true, value}` or `{ok: false, error}`, because errors lose their code on the way.
 */
const none = z.strictObject({});
const passphrase = z.string().min(1).max(1_000);
const serverUrl = z.string().max(500);
const bytes = z.instanceof(Uint8Array);

/** What main knows before anything is unlocked. Nothing here is secret except names, which are null while locked. */
export const appStatusSchema = z.object({
  phase: z.enum(['einrichtung', 'locked', 'open']),
  /** Practice: nothing here is real, and everything of it ends with the process. */
  isPractice: z.boolean(),
  /** Work of somebody lies here whose key file is gone. */
  vaultMissing: z.boolean(),
  version: z.string(),
  language: z.enum(['de', 'en']),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  server: z.string().nullable(),
  /** Set by machine policy: the first-run question is skipped. */
  serverFixed: z.boolean(),
  enrolment: enrolmentSchema.nullable(),
  /** keyring = passphrase and a device secret in the OS keyring; passphrase-only = no safe keyring on this computer. */
  secondFactor: z.enum(['keyring', 'passphrase-only']),
  /** When the app was last locked, ISO 8601. */
  lockedAt: z.string().nullable(),
  /** The OS tells of new work; off by the person, or for good by machine policy. */
  notify: z.boolean(),
  notifyFixed: z.boolean(),
  /** Scans are read without being asked; off by the person, or not at all by machine policy. */
  recognise: z.boolean(),
  recogniseFixed: z.boolean(),
  /** What machine policy says of printing; `upTo`: the highest Vertraulichkeit, null = every one. */
  print: z.object({ isAllowed: z.boolean(), upTo: z.enum(vertraulichkeitsstufen).nullable() }),
});
export type AppStatus = z.infer<typeof appStatusSchema>;

/**
 * `fileName`: of the key file, or the subject of the certificate on the card or at the service. `rank`: what a signature with
 * it will be worth; null while its certificate is not known. `holder`: whom it names; null while the file was never opened.
 * `otherHolder`: the same, where that is not who is signed in.
 */
const chosenKeySchema = z.object({
  keyId: z.string(),
  kind: z.enum(['file', 'card', 'remote']),
  fileName: z.string(),
  rank: z
    .object({
      qualification: z.enum(['qualified-signature', 'qualified-seal', 'advanced-qualified-certificate', 'advanced']),
      list: z.enum(['none', 'stale', 'current']),
    })
    .nullable(),
  holder: z.string().nullable(),
  otherHolder: z.object({ holder: z.string(), person: z.string() }).nullable(),
});
export type ChosenKey = z.infer<typeof chosenKeySchema>;

/** How the person's visible signatures look; kept encrypted on this device. */
export const signatureLookSchema = z.strictObject({
  reason: z.string().max(300),
  location: z.string().max(200),
  lines: z.array(z.enum(markLines)).max(markLines.length),
  /** A PNG or JPEG of at most 1 MiB. */
  image: bytes.refine((picture) => picture.length <= 1024 * 1024).nullable(),
});
export type SignatureLook = z.infer<typeof signatureLookSchema>;

const cardCertificateSchema = z.object({
  id: z.string(),
  subject: z.string(),
  issuer: z.string(),
  /** ISO 8601. */
  notAfter: z.string(),
  /** Why it cannot sign; null = it can, as far as one sees without a PIN. */
  problem: z.enum(errorCodes).nullable(),
});
const cardTokenSchema = z.object({
  label: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  serial: z.string(),
  pin: z.enum(['ok', 'few-tries', 'last-try', 'blocked', 'unset']),
  hasPinPad: z.boolean(),
  certificates: z.array(cardCertificateSchema),
});
/** A module that the machine's policy names, by its file name, with every reader it sees. */
const cardModuleSchema = z.object({
  module: z.string(),
  problem: z.enum(errorCodes).nullable(),
  readers: z.array(
    z.object({
      reader: z.string(),
      problem: z.enum(errorCodes).nullable(),
      token: cardTokenSchema.nullable(),
    }),
  ),
});

/** A credential at a service for remote signatures. */
const remoteCredentialSchema = z.object({
  id: z.string(),
  subject: z.string(),
  issuer: z.string(),
  /** ISO 8601. */
  notAfter: z.string(),
  /** Why it cannot sign. */
  problem: z.enum(errorCodes).nullable(),
});

/** How a visible signature looks and where; without a place it fills an existing field. */
const visibleSchema = z.strictObject({
  pageIndex: z.number().int().min(0).exactOptional(),
  rect: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).exactOptional(),
  lines: z.array(z.enum(markLines)).max(markLines.length).readonly().exactOptional(),
  image: bytes.refine((picture) => picture.length <= 1024 * 1024).exactOptional(),
});

/** A signature that waits for a connection: what shall be signed, and how it shall look. */
export const preparedSchema = z.strictObject({
  id: z.string().max(100),
  dokument: z.string().max(100),
  titel: z.string().max(500),
  version: z.strictObject({ id: z.string().max(100), nummer: z.number().int(), sha: shaSchema }),
  /** Whose key was chosen then, for the person's eyes. */
  signer: z.string().max(500),
  look: z.strictObject({
    reason: z.string().max(1_000),
    location: z.string().max(1_000),
    field: z.string().max(1_000).nullable(),
    visible: visibleSchema.nullable(),
    certify: z.literal([1, 2, 3]).optional(),
  }),
  /** When it was prepared, ISO 8601. */
  at: z.string().max(40),
});
export type PreparedSignature = z.infer<typeof preparedSchema>;

export const bridge = {
  'app.status': { input: none, output: appStatusSchema },
  'settings.set': {
    input: z.strictObject({
      language: z.enum(['de', 'en']).optional(),
      theme: z.enum(['system', 'light', 'dark', 'contrast']).optional(),
      notify: z.boolean().optional(),
      recognise: z.boolean().optional(),
    }),
    output: appStatusSchema,
  },

  'setup.probe': { input: z.strictObject({ server: serverUrl }), output: infoSchema },
  'setup.signIn': {
    input: z.strictObject({ server: serverUrl, name: z.string().min(1).max(200), password: passphrase }),
    output: enrolmentSchema,
  },
  /** Opens the person's browser and resolves when the agency's identity provider is done, at most 5 minutes later. */
  'setup.signInOidc': { input: z.strictObject({ server: serverUrl }), output: enrolmentSchema },
  /** Makes the vault. The recovery code is shown once: 8 groups of 5 characters. */
  'setup.finish': { input: z.strictObject({ passphrase }), output: z.object({ recoveryCode: z.string() }) },
  /** New computer, after the sign-in: asks for the folder of a Notfallkopie; afterwards the phase is `locked`. Answer null: not chosen. */
  'setup.restore': {
    input: z.strictObject({ recoveryCode: z.string().max(200), passphrase }),
    output: z.object({ operations: z.number(), blobs: z.number() }).nullable(),
  },

  /** Signs in anew, goes on as a new device with what is unsent, and locks: the profile was used twice ('device-fork'). */
  'device.replace': { input: z.strictObject({ name: z.string().min(1).max(200), password: passphrase }), output: none },
  /** The same in the person's browser. */
  'device.replaceByBrowser': { input: none, output: none },
  /** Hands this device back: the server revokes it and signs a receipt. Refused ('device-unsent') while anything is unsent. */
  'device.return': {
    input: none,
    output: z.object({ receipt: deviceReceiptSchema, signed: signedReceiptSchema }),
  },
  /** After `device.return`: removes everything of the person from this computer and starts anew; never answers. */
  'device.wipe': { input: none, output: none },

  /** Answers with the draft to bring back. Afterwards the phase is `open`. */
  'vault.unlock': { input: z.strictObject({ passphrase }), output: z.object({ draft: draftSchema.nullable() }) },
  'vault.unlockWithRecoveryCode': {
    input: z.strictObject({ recoveryCode: z.string().max(200), newPassphrase: passphrase }),
    output: z.object({ draft: draftSchema.nullable() }),
  },
  'vault.changePassphrase': { input: z.strictObject({ passphrase, newPassphrase: passphrase }), output: none },
  /** Relaunches the app into the locked state; never answers. */
  'vault.lock': { input: none, output: none },
  /** Ends this process and starts the app for practice, beside what it holds; never answers. */
  'practice.start': { input: none, output: none },
  /** Ends practice, removes everything of it and starts the real app; never answers. */
  'practice.end': { input: none, output: none },
  /** Main posts `{type: 'worker-port'}` with one MessagePort to the window; only the replica worker may keep it. */
  'worker.connect': { input: none, output: none },

  /** How much waits for the person today, and how many of its limits end today: main may tell her by the OS (V14). */
  'due.report': {
    input: z.strictObject({ heute: z.number().int().nonnegative(), fristen: z.number().int().nonnegative() }),
    output: none,
  },

  /** Answers after fdatasync. */
  'draft.save': { input: draftSchema, output: none },

  /** Files chosen in the OS picker; their bytes stream once from `app://aktentasche/file/<token>`. */
  'files.pick': {
    input: none,
    output: z.array(z.object({ token: z.string(), name: z.string(), sizeBytes: z.number() })),
  },

  /** OS dialog for where a copy goes; the pieces follow with {@link bridge} `files.savePiece`. null = cancelled. */
  'files.saveCopy': {
    input: z.strictObject({ name: z.string().min(1).max(255) }),
    output: z.object({ token: z.string() }).nullable(),
  },
  /** Pieces of at most 2 MiB in order; with `last` the file is synced and gets its name, before that it has none. */
  'files.savePiece': { input: z.strictObject({ token: z.string().max(100), bytes, last: z.boolean() }), output: none },

  ...windowCalls,
  ...scanCalls,
  ...officeCalls,

  /** OS picker for a PKCS#12 file; null = cancelled. The choice is remembered, encrypted. */
  'signer.chooseKey': { input: none, output: chosenKeySchema.nullable() },
  /** Looks at every reader of every allowed module, without a PIN. Takes seconds. */
  'cards.look': { input: none, output: z.array(cardModuleSchema) },
  /** Signs with this certificate from now on; it must have been seen by the last `cards.look`. */
  'signer.chooseCard': {
    input: z.strictObject({
      module: z.string().max(300),
      serial: z.string().max(100),
      certificate: z.string().max(1_000),
    }),
    output: chosenKeySchema,
  },
  /** Services for remote signatures that the machine's policy names. */
  'remote.services': { input: none, output: z.array(z.object({ name: z.string(), host: z.string() })) },
  /** The person's credentials there. Signs in first, in the browser where the service wants it: up to 5 minutes. */
  'remote.credentials': {
    input: z.strictObject({ service: z.string().max(100) }),
    output: z.array(remoteCredentialSchema),
  },
  /** Signs with this credential from now on. */
  'signer.chooseRemote': {
    input: z.strictObject({ service: z.string().max(100), credential: z.string().max(2_000) }),
    output: chosenKeySchema,
  },
  /** What a signature with the remote credential is prepared with; needs no connection. */
  'remote.prepare': {
    input: z.strictObject({ keyId: z.string().max(100) }),
    output: z.object({
      certificates: z.array(bytes),
      algorithm: z.enum(signatureAlgorithms),
      subject: z.string(),
    }),
  },
  /**
   * Opens main's own confirmation window and has the service sign all digests with one authorisation; `digest` as in
   * `signer.sign`. Answers in the order of the documents. Rejects with `cancelled`, `csc-…`.
   */
  'remote.sign': {
    input: z.strictObject({
      keyId: z.string().max(100),
      documents: z
        .array(z.strictObject({ title: z.string().max(500), fassung: z.number().int(), sha: shaSchema, digest: bytes }))
        .min(1)
        .max(500),
    }),
    output: z.object({ signatures: z.array(bytes) }),
  },
  /** Signatures that wait for a connection, oldest first; they are kept encrypted and outlive lock and restart. */
  'prepared.list': { input: none, output: z.array(preparedSchema) },
  /** Answers after fsync. One per Dokument: a later one takes the place of the earlier. */
  'prepared.keep': { input: preparedSchema, output: none },
  'prepared.discard': { input: z.strictObject({ id: z.string().max(100) }), output: none },
  'signer.lastKey': { input: none, output: chosenKeySchema.nullable() },
  /**
   * Opens main's own confirmation window (documents, digests, certificate, legal meaning, password of the key file or PIN of the card).
   * Rejects with `cancelled`. `certificates`: DER, signer first. A session signs each listed document once.
   */
  'signer.begin': {
    input: z.strictObject({
      keyId: z.string().max(100),
      documents: z
        .array(z.strictObject({ title: z.string().max(500), fassung: z.number().int(), sha: shaSchema }))
        .min(1)
        .max(500),
    }),
    output: z.object({
      session: z.string(),
      certificates: z.array(bytes),
      algorithm: z.enum(signatureAlgorithms),
      subject: z.string(),
      /** The PIN is typed at the reader, for some cards once more for every document. */
      atReader: z.boolean(),
    }),
  },
  /** Signs the `digest` (SHA-256, or SHA-384 for curves of 384 bits) of the DER-encoded signed attributes for the listed document `sha`. */
  'signer.sign': {
    input: z.strictObject({ session: z.string().max(100), sha: shaSchema, digest: bytes }),
    output: z.object({ signature: bytes }),
  },
  'signer.end': { input: z.strictObject({ session: z.string().max(100) }), output: none },

  /** The filters that the person keeps; saved as a whole, answers after fsync. */
  'filters.read': { input: none, output: savedFiltersSchema },
  'filters.save': { input: savedFiltersSchema, output: none },

  /** How the person's last visible signature looked. */
  'signature.look': { input: none, output: signatureLookSchema },
  'signature.setLook': { input: signatureLookSchema, output: none },

  /** OS picker for a folder, then an encrypted copy of vault, journal and unsent blobs. null = cancelled. */
  'notfallkopie.write': {
    input: none,
    output: z.object({ files: z.number(), sizeBytes: z.number(), time: z.string() }).nullable(),
  },
} as const;

export type CardModuleFacts = z.infer<typeof cardModuleSchema>;
export type BridgeCall = keyof typeof bridge;
export type BridgeInput<C extends BridgeCall> = z.input<(typeof bridge)[C]['input']>;
export type BridgeOutput<C extends BridgeCall> = z.output<(typeof bridge)[C]['output']>;

export const bridgeErrorSchema = z.object({ code: z.enum(errorCodes), triesLeft: z.number().optional() });
export type BridgeResult<C extends BridgeCall> =
  | { readonly ok: true; readonly value: BridgeOutput<C> }
  | { readonly ok: false; readonly error: z.infer<typeof bridgeErrorSchema> };

/** What main tells the window unasked. `before-lock`: save the draft now, the process ends within 300 ms. `office`: ask `office.state` again. */
export type BridgeEvent =
  | { readonly type: 'before-lock' }
  | { readonly type: 'office' }
  | { readonly type: 'status'; readonly status: AppStatus };

/** What the preload exposes as `window.aktentasche`. The worker port arrives as a window message `{type: 'worker-port'}`. */
export interface Bridge {
  call<C extends BridgeCall>(name: C, input: BridgeInput<C>): Promise<BridgeResult<C>>;
  onEvent(listener: (event: BridgeEvent) => void): () => void;
}
