import { z } from 'zod';
import { idSchema } from './akte.ts';
import { bearbeitungSchema, officeStateSchema } from './bearbeitung.ts';
import { editableEndings } from './office/office-types.ts';

const none = z.strictObject({});
const bytes = z.instanceof(Uint8Array);
const bearbeitung = bearbeitungSchema.shape.id;

/** The calls of drafting outside (shared/bridge.ts). */
export const officeCalls = {
  /** Drafts that are open in another program. The first call after the unlock takes up what an earlier run left. */
  'office.state': { input: none, output: officeStateSchema },
  /** The same after looking at the files, instead of at the next second. */
  'office.look': { input: none, output: officeStateSchema },
  /** A file for main in pieces of at most 2 MiB; `token` null = a new one. */
  'office.give': {
    input: z.strictObject({ token: z.string().max(100).nullable(), bytes }),
    output: z.object({ token: z.string() }),
  },
  /** A file of main in pieces of at most 2 MiB; with the last one the token ends. */
  'office.fetch': {
    input: z.strictObject({ token: z.string().max(100), offset: z.number().int().nonnegative() }),
    output: z.object({ bytes }),
  },
  /** Writes the given draft into a private folder and opens it in the person's program; of one that is open shows it again. */
  'office.open': {
    input: z.strictObject({
      token: z.string().max(100),
      dokument: idSchema,
      version: idSchema,
      titel: z.string().max(500),
      ending: z.enum(editableEndings),
    }),
    output: officeStateSchema,
  },
  /** What was saved outside, for `office.fetch`. */
  'office.read': {
    input: z.strictObject({ id: bearbeitung, n: z.number().int().positive() }),
    output: z.object({ token: z.string(), sizeBytes: z.number() }),
  },
  /** It is this Version now: main forgets its bytes. */
  'office.taken': {
    input: z.strictObject({ id: bearbeitung, n: z.number().int().positive(), version: idSchema }),
    output: none,
  },
  /** The Reinschrift of a draft became this Version: what is saved outside from now on follows it. */
  'office.follow': { input: z.strictObject({ dokument: idSchema, version: idSchema }), output: none },
  /** Keeps what was saved last and removes the files. */
  'office.end': { input: z.strictObject({ id: bearbeitung }), output: officeStateSchema },
  /** The given draft as PDF/A by the LibreOffice of this device, for `office.fetch`. Takes up to two minutes. */
  'office.convert': {
    input: z.strictObject({ token: z.string().max(100), ending: z.enum(editableEndings) }),
    output: z.object({ token: z.string(), sizeBytes: z.number() }),
  },
} as const;
