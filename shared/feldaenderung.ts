import { z } from 'zod';
import { feldnameSchema, feldwertSchema } from './akte.ts';

/** Fields of a record that one change set, with the values before and after (xdomea HistorienProtokollInformation). */
export const feldaenderungenSchema = z.array(
  z.object({ feld: feldnameSchema, alt: feldwertSchema, neu: feldwertSchema }),
);
export type Feldaenderung = z.infer<typeof feldaenderungenSchema>[number];

/** What the text of an Ereignis 'aenderung' says; empty for one that is none. */
export function parseFeldaenderungen(text: string): readonly Feldaenderung[] {
  try {
    return feldaenderungenSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
