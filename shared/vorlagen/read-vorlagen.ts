import { z } from 'zod';
import { type Vorlage, vorlageSchema } from './vorlage.ts';

const listSchema = z.array(vorlageSchema).max(50);

/** The templates that an agency keeps in its profile as JSON; what cannot be read counts as none. */
export function readVorlagen(json: string): readonly Vorlage[] {
  return parse(json) ?? [];
}

/** Whether a text is a list of templates, or empty. */
export function areVorlagen(json: string): boolean {
  return json === '' || parse(json) !== null;
}

function parse(json: string): readonly Vorlage[] | null {
  if (json === '') return null;
  try {
    return listSchema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
