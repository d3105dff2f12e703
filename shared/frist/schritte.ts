import { z } from 'zod';
import { kanaele } from './bekanntgabe.ts';
import { fristeinheiten } from './fristdauer.ts';
import type { Tag } from './tag.ts';

/** Each step of a derivation; the sentence is the text `frist.schritt.<name>`. */
export const schrittNamen = [
  ...kanaele.map((kanal) => `tag-${kanal}` as const),
  'fiktion',
  'fiktion-verschoben',
  'fiktion-bleibt',
  'folgetag',
  'spaeter-zugegangen',
  'beginn-ohne',
  'beginn-mit',
  ...fristeinheiten.map((einheit) => `dauer-${einheit}` as const),
  'ende-verschoben',
] as const;

/** What may be wrong with a Frist; the sentence is the text `frist.warnung.<name>`. */
export const warnungNamen = [
  'ohne-vermerk',
  'bestritten',
  'land-ungeprueft',
  'fiktion-streitig',
  'gemeinde-unbekannt',
  'jahr-ungeprueft',
  'tag-bleibt',
] as const;

const werte = z.record(z.string().max(20), z.union([z.string().max(40), z.number()]));

/** One thought of a derivation, as the name of a text and the values in it: days `YYYY-MM-DD`, `grund` a FreierTag. */
export interface Schritt {
  readonly text: (typeof schrittNamen)[number];
  readonly werte: Readonly<Record<string, string | number>>;
}

/** A doubt, with the end that would be right instead where there is one. */
export interface Warnung {
  readonly text: (typeof warnungNamen)[number];
  readonly werte: Readonly<Record<string, string | number>>;
}

/** What a Frist came out as; `ende` null: there is no date, and a Warnung says why. */
export interface FristErgebnis {
  readonly ende: Tag | null;
  /** The day on which the decision counts as made known; null where nothing is. */
  readonly bekanntgabe: Tag | null;
  readonly schritte: readonly Schritt[];
  /** Paragraphs and judgments, in the order of the steps. */
  readonly quellen: readonly string[];
  readonly warnungen: readonly Warnung[];
}

const tag = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const herleitungSchema = z.strictObject({
  ende: tag.nullable(),
  bekanntgabe: tag.nullable(),
  schritte: z.array(z.strictObject({ text: z.enum(schrittNamen), werte })).max(20),
  quellen: z.array(z.string().max(200)).max(20),
  warnungen: z.array(z.strictObject({ text: z.enum(warnungNamen), werte })).max(10),
});

/** Reads a derivation as a record holds it; null when it is none. */
export function readHerleitung(json: string): FristErgebnis | null {
  try {
    return herleitungSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
