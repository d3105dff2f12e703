import { z } from 'zod';
import { type Schreiben, schreibenSchema } from '../../../shared/schreiben/schreiben.ts';

const draftSchema = z.strictObject({
  /** The Version that is written on; null: a new Dokument. */
  basis: z.string().nullable(),
  dokumenttyp: z.string(),
  /** Whether the page of `basis` is known to say what its source says; true without one. */
  isProven: z.boolean(),
  /** Whether anything was written since `basis` was opened. */
  isChanged: z.boolean(),
  // A date may be half typed.
  schreiben: schreibenSchema.extend({ datum: z.string().max(40) }),
});

/** A Schreiben in the making, as it is kept between two keys. */
export type SchreibenDraft = z.infer<typeof draftSchema>;

/** A kept draft; undefined when there is none, or none that this release can read. */
export function readDraft(kept: string | undefined): SchreibenDraft | undefined {
  if (kept === undefined) return undefined;
  try {
    return draftSchema.safeParse(JSON.parse(kept)).data;
  } catch {
    return undefined;
  }
}

/** The same draft with another part of its text. */
export function withSchreiben(draft: SchreibenDraft, part: Partial<Schreiben>): SchreibenDraft {
  return { ...draft, isChanged: true, schreiben: { ...draft.schreiben, ...part } };
}
