import type { z } from 'zod';
import { bausteinSchema, type Textbaustein, type Vorlage, vorlageSchema } from './vorlage.ts';

/** A Vorlage out of the JSON of its Fassung; null: it is none. */
export function readVorlage(json: string): Vorlage | null {
  return read(vorlageSchema, json);
}

/** A Textbaustein out of the JSON of its Fassung; null: it is none. */
export function readBaustein(json: string): Textbaustein | null {
  return read(bausteinSchema, json);
}

/** The id of the record that holds a Fassung (`id:number`) of an own Vorlage; its kind is that of the profile (decision 0084). */
export function recordOfVorlage(fassung: string): string {
  return `vorlage:${fassung}`;
}

/** The same for an own Textbaustein. */
export function recordOfBaustein(fassung: string): string {
  return `baustein:${fassung}`;
}

function read<T>(schema: z.ZodType<T>, json: string): T | null {
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
