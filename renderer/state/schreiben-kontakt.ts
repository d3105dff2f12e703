import { z } from 'zod';
import type { Schreiben } from '../../shared/schreiben/schreiben.ts';
import { setDraft, useDrafts } from './drafts.ts';

const key = 'schreiben:kontakt';
const kontaktSchema = z.object({ absender: z.string().max(500), telefon: z.string().max(500) });

/** Where the agency and the person are reached, as the last letter of this person on this device said. */
export type Kontakt = z.infer<typeof kontaktSchema>;

/** What was kept for the next letter; null for the first one. */
export function readKontakt(kept = useDrafts.getState().fields[key]): Kontakt | null {
  if (kept === undefined) return null;
  try {
    return kontaktSchema.safeParse(JSON.parse(kept)).data ?? null;
  } catch {
    return null;
  }
}

/** Keeps what a letter that was saved says. */
export function rememberKontakt({ art, absender, telefon = '' }: Schreiben): void {
  if (art === 'brief') setDraft(key, JSON.stringify({ absender, telefon }));
}

/** A letter that begins, with what is known from the last one where its Vorlage says nothing. */
export function withKontakt(schreiben: Schreiben, kontakt: Kontakt | null): Schreiben {
  if (schreiben.art !== 'brief' || kontakt === null) return schreiben;
  const { absender, telefon } = kontakt;
  return { ...schreiben, absender: schreiben.absender || absender, ...(telefon !== '' && { telefon }) };
}
