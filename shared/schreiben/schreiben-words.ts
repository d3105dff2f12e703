import { type Schreiben, type SchreibenBlock, type SchreibenLauf, schreibenSchema } from './schreiben.ts';

/** The runs of a block, one entry per paragraph, heading or item. */
export function runsOf(block: SchreibenBlock): readonly (readonly SchreibenLauf[])[] {
  return block.art === 'liste' ? block.punkte : [block.laeufe];
}

/** What of a Schreiben still waits for words: placeholders in the order of the text, then lines of the head. */
export function openPlaces(schreiben: Schreiben): {
  readonly felder: readonly string[];
  readonly kopf: readonly KopfFeld[];
} {
  const felder = schreiben.bloecke.flatMap((block) =>
    runsOf(block).flatMap((laeufe) => laeufe.flatMap((lauf) => ('feld' in lauf ? [lauf.feld] : []))),
  );
  const needed: readonly KopfFeld[] =
    schreiben.art === 'brief'
      ? ['betreff', 'behoerde', 'absender', 'anschrift', 'bearbeitung']
      : ['betreff', 'bearbeitung'];
  const kopf = needed.filter((name) => schreiben[name].length === 0);
  const hasDay = schreibenSchema.shape.datum.safeParse(schreiben.datum).success;
  return { felder, kopf: hasDay ? kopf : [...kopf, 'datum'] };
}

/** A line of the head that a Reinschrift needs. */
export type KopfFeld = 'betreff' | 'behoerde' | 'absender' | 'anschrift' | 'bearbeitung' | 'datum';

/** The words of the body, one entry per paragraph, heading or item; a placeholder is one sign (…). */
export function wordsOf({ bloecke }: Pick<Schreiben, 'bloecke'>): readonly string[] {
  return bloecke.flatMap((block) =>
    runsOf(block).map((laeufe) => laeufe.map((lauf) => ('text' in lauf ? lauf.text : '…')).join('')),
  );
}
