import { z } from 'zod';
import { idSchema, shaSchema } from './akte.ts';
import { editableEndings } from './office/office-types.ts';

/** What was saved outside and is no Version yet: a draft, a PDF that was put beside it, or a file of another kind. */
const standSchema = z.object({
  n: z.number().int().positive(),
  sha: shaSchema,
  sizeBytes: z.number().int().nonnegative(),
  /** Its file name, without path. */
  name: z.string(),
  ending: z.enum([...editableEndings, 'pdf', 'andere']),
  /** When it was seen, ISO 8601. */
  at: z.string(),
});
export type Stand = z.infer<typeof standSchema>;

/** A Dokument whose draft is open in a program outside the Aktentasche. */
export const bearbeitungSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  dokument: idSchema,
  /** The Version that the next one is made from. */
  version: idSchema,
  /** File name in the folder, without path. */
  name: z.string(),
  /** When it was opened, ISO 8601. */
  seit: z.string(),
  /** When something was last saved outside; null = not yet. */
  zuletzt: z.string().nullable(),
  /** Ended: what is left waits only to become a Version. */
  beendet: z.boolean(),
  staende: z.array(standSchema),
});
export type Bearbeitung = z.infer<typeof bearbeitungSchema>;

/** Drafting outside, as it is on this device now. */
export const officeStateSchema = z.object({
  /** The authority allows it here. */
  isAllowed: z.boolean(),
  /** A LibreOffice is here that can make a Reinschrift. */
  hasConverter: z.boolean(),
  bearbeitungen: z.array(bearbeitungSchema),
});
export type OfficeState = z.infer<typeof officeStateSchema>;
