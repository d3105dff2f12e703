import { z } from 'zod';
import { kanaele, regimes } from './bekanntgabe.ts';
import { fristeinheiten } from './fristdauer.ts';
import { type Gemeinde, gemeinden, type Land, laender } from './laender.ts';
import { readHerleitung, warnungNamen } from './schritte.ts';

/** What became of a Frist: it runs, was kept, or does not count any more. One that a later one replaces is `aufgehoben`. */
export const friststatus = ['offen', 'erledigt', 'aufgehoben'] as const;

const datum = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The fields that a Frist is computed from, and what came out, as records hold them. */
export const fristfelder = {
  regime: z.enum(regimes),
  kanal: z.enum(kanaele),
  land: z.enum(Object.keys(laender) as [Land, ...Land[]]),
  gemeinde: z.enum(Object.keys(gemeinden) as [Gemeinde, ...Gemeinde[]]).nullable(),
  ereignis: datum.nullable(),
  zugang: datum.nullable(),
  bestritten: z.boolean(),
  dauer: z.number().int().positive(),
  einheit: z.enum(fristeinheiten),
  ende: datum.nullable(),
  /** A FristErgebnis as JSON: the steps as they were on the day of the act. */
  herleitung: z
    .string()
    .max(20_000)
    .refine((json) => readHerleitung(json) !== null),
  /** What is doubtful, for lists that do not read the derivation. */
  warnungen: z.array(z.enum(warnungNamen)),
  status: z.enum(friststatus),
  /** By which rules it was computed (shared/frist/regelstand.ts); absent in Fristen from before this was kept. */
  regelstand: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
};

/** Whether end and doubts of a new Frist are those of its derivation, and nothing has become of it yet. */
export function isNewFrist(felder: {
  readonly ende: string | null;
  readonly herleitung: string;
  readonly warnungen: readonly string[];
  readonly status: string;
  readonly erledigt: string | null;
  readonly erledigtVon: string | null;
  readonly grund: string;
}): boolean {
  const herleitung = readHerleitung(felder.herleitung);
  if (!herleitung || herleitung.ende !== felder.ende) return false;
  const names = herleitung.warnungen.map(({ text }) => text);
  if (names.join() !== felder.warnungen.join()) return false;
  return felder.status === 'offen' && felder.erledigt === null && felder.erledigtVon === null && felder.grund === '';
}
