import { z } from 'zod';
import { storableText } from '../akte.ts';
import { briefkopfSchema } from './briefkopf.ts';

/** What a Schreiben may hold, so that drafts, files and composing stay small: blocks, items, letters of one run. */
export const schreibenLimits = { bloecke: 2_000, punkte: 500, laeufe: 1_000, zeichen: 20_000, json: 200_000 } as const;

const line = storableText(500);

/** A run of text in one face, or a placeholder that still waits for its words (`feld` says what belongs there). */
const laufSchema = z.union([
  z.strictObject({
    text: storableText(schreibenLimits.zeichen).min(1),
    fett: z.literal(true).optional(),
    kursiv: z.literal(true).optional(),
  }),
  z.strictObject({ feld: line.min(1) }),
]);
const laeufeSchema = z.array(laufSchema).max(schreibenLimits.laeufe);

const blockSchema = z.union([
  z.strictObject({
    art: z.literal('ueberschrift'),
    stufe: z.union([z.literal(2), z.literal(3)]),
    laeufe: laeufeSchema,
  }),
  z.strictObject({ art: z.literal('absatz'), laeufe: laeufeSchema }),
  z.strictObject({
    art: z.literal('liste'),
    nummeriert: z.boolean(),
    punkte: z.array(laeufeSchema).min(1).max(schreibenLimits.punkte),
  }),
]);

/** A text with structure and without looks: the source of a Dokument written here. */
export const schreibenSchema = z.strictObject({
  v: z.literal(1),
  art: z.enum(['vermerk', 'brief']),
  /** Language of the text; screen readers and hyphenation of other readers follow it. */
  sprache: z.enum(['de', 'en']),
  /** The subject; it is the heading of the first page and the title of the file. */
  betreff: line,
  /** Day of the text, `YYYY-MM-DD`, as it stands on the page. */
  datum: z.iso.date(),
  geschaeftszeichen: line,
  /** Who writes, as it stands on the page: the agency, where it is reached, and the person in charge. */
  behoerde: line,
  absender: line,
  bearbeitung: line,
  /** Lines of the address field (DIN 5008: at most six); only letters have one. */
  anschrift: z.array(line).max(6),
  bloecke: z.array(blockSchema).max(schreibenLimits.bloecke),
  /** Where the person in charge is reached by telephone or e-mail. */
  telefon: line.optional(),
  /** What the agency puts above everything; it lies here so that an old file stays what it was when the profile changes. */
  briefkopf: briefkopfSchema.optional(),
});

/** A Schreiben: a Vermerk, a letter or a Bescheid in the making or out of a file. */
export type Schreiben = z.infer<typeof schreibenSchema>;
/** One block of it. */
export type SchreibenBlock = Schreiben['bloecke'][number];
/** One run of it. */
export type SchreibenLauf = z.infer<typeof laufSchema>;

// Soft hyphens, zero-width characters and marks that turn the direction of writing: nobody sees them, and they can make a
// page read otherwise than it looks.
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Text as a page can show it: composed characters (Unicode NFC), line feeds as breaks, nothing invisible. */
export function plainText(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      .replace(invisible, '')
      .replace(/\t/g, ' ')
      // What remains of control characters, and halves of characters.
      .replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, '')
      .replace(/\p{Surrogate}/gu, '')
  );
}

/** The same Schreiben with every text in the form of {@link plainText}; equal texts become equal values. */
export function plainSchreiben(schreiben: Schreiben): Schreiben {
  const one = (text: string) => plainText(text).replace(/\n/g, ' ').trim();
  const { betreff, geschaeftszeichen, behoerde, absender, bearbeitung, briefkopf } = schreiben;
  const telefon = one(schreiben.telefon ?? '');
  const zeilen = (briefkopf?.zeilen ?? []).map(one).filter((each) => each !== '');
  return {
    v: 1,
    art: schreiben.art,
    sprache: schreiben.sprache,
    betreff: one(betreff),
    datum: schreiben.datum,
    geschaeftszeichen: one(geschaeftszeichen),
    behoerde: one(behoerde),
    absender: one(absender),
    bearbeitung: one(bearbeitung),
    anschrift: schreiben.anschrift.map(one).filter((each) => each !== ''),
    bloecke: schreiben.bloecke.flatMap(plainBlock),
    ...(telefon !== '' && { telefon }),
    ...(briefkopf && { briefkopf: { zeilen, logo: briefkopf.logo, logoText: one(briefkopf.logoText) } }),
  };
}

function plainBlock(block: SchreibenBlock): SchreibenBlock[] {
  switch (block.art) {
    case 'ueberschrift':
      return hasWords(block.laeufe) ? [{ art: block.art, stufe: block.stufe, laeufe: plainRuns(block.laeufe) }] : [];
    case 'absatz':
      return hasWords(block.laeufe) ? [{ art: block.art, laeufe: plainRuns(block.laeufe) }] : [];
    case 'liste': {
      const punkte = block.punkte.filter(hasWords).map(plainRuns);
      return punkte.length > 0 ? [{ art: block.art, nummeriert: block.nummeriert, punkte }] : [];
    }
  }
}

function hasWords(laeufe: readonly SchreibenLauf[]): boolean {
  return laeufe.some((lauf) => 'feld' in lauf || plainText(lauf.text).trim() !== '');
}

/** Runs of equal face become one, so that the same text has one spelling. */
function plainRuns(laeufe: readonly SchreibenLauf[]): SchreibenLauf[] {
  const out: SchreibenLauf[] = [];
  for (const lauf of laeufe) {
    if ('feld' in lauf) {
      out.push({ feld: plainText(lauf.feld) });
      continue;
    }
    const text = plainText(lauf.text);
    const { fett, kursiv } = lauf;
    const last = out.at(-1);
    if (text === '') continue;
    if (last && 'text' in last && last.fett === fett && last.kursiv === kursiv)
      out[out.length - 1] = { ...last, text: last.text + text };
    else out.push({ text, ...(fett ? { fett } : {}), ...(kursiv ? { kursiv } : {}) });
  }
  return out;
}
