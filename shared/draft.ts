import { z } from 'zod';

/** Characters of one unsaved field: a Schreiben (shared/schreiben/schreiben.ts) is the longest of them. */
export const draftLimit = 250_000;

/** Unsaved input: journalled encrypted within 2 s and given back after unlock or a crash. */
export const draftSchema = z.strictObject({
  /** Route of the screen, as in renderer/state/route.ts. */
  route: z.string().max(500),
  scrollTop: z.number(),
  /** Unsaved fields by a stable key such as `vorgang:<id>:bemerkung`. */
  fields: z.record(z.string().max(200), z.string().max(draftLimit)),
});
export type Draft = z.infer<typeof draftSchema>;
