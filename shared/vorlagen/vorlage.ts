import { z } from 'zod';
import { storableText } from '../akte.ts';
import { isVorlagentext } from './parse-vorlagentext.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/);
const line = storableText(300).min(1);
const wrong = 'a placeholder is misspelt';
const body = storableText(8_000).refine(isVorlagentext, wrong);

const shared = {
  id,
  titel: line,
  sprache: z.enum(['de', 'en']),
  /** The provision that it rests on. */
  quelle: line,
  /** `ausstehend`: no lawyer has confirmed it yet; `behoerde`: the agency answers for its own. */
  pruefung: z.enum(['ausstehend', 'behoerde']),
};

/** What a Textbaustein must say. */
export const bausteinSchema = z.strictObject({ ...shared, text: body });

/** What a Vorlage must say; its text is written as `parse-vorlagentext.ts` reads it. */
export const vorlageSchema = z.strictObject({
  ...shared,
  art: z.enum(['vermerk', 'brief']),
  /** What the Dokument is marked with; what a Vorgangstyp asks for is found by it. */
  dokumenttyp: line,
  /** Ids of the Vorgangstypen that it is meant for; empty: every one. */
  vorgangstypen: z.array(z.string().max(40)).max(40),
  betreff: line.refine(isVorlagentext, wrong),
  /** Where the agency is reached, as it stands above the address. */
  absender: storableText(300).optional(),
  text: body,
});

/** A template as data. */
export type Vorlage = z.infer<typeof vorlageSchema>;
/** A piece of text that is put in where it is wanted, as data. */
export type Textbaustein = z.infer<typeof bausteinSchema>;
