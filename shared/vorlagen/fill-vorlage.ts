import type { Schreiben, SchreibenBlock } from '../schreiben/schreiben.ts';
import { type Fuellung, parseVorlagentext } from './parse-vorlagentext.ts';
import type { Textbaustein, Vorlage } from './vorlage.ts';

/** What is known when a Schreiben begins; days `YYYY-MM-DD`, names as the records have them. */
export interface Schreibanlass {
  readonly geschaeftszeichen: string;
  readonly vorgang: string;
  readonly beteiligte: readonly string[];
  readonly heute: string;
  readonly frist: string | null;
  readonly behoerde: string;
  readonly name: string;
  /** Zeichnungszusatz in short, such as `i. A.`. */
  readonly zeichnung: string;
}

/** A Vorlage filled from its Vorgang; what is not known stays a placeholder. */
export function fillVorlage(vorlage: Vorlage, anlass: Schreibanlass): Schreiben {
  const { sprache, art } = vorlage;
  const fuellung = fuellungOf(anlass, sprache);
  // A heading has no placeholders: what is not known is left out, and the person sees the line before her.
  const betreff = parseVorlagentext(vorlage.betreff, fuellung, sprache)
    .flatMap((block) => (block.art === 'absatz' ? block.laeufe : []))
    .map((lauf) => ('text' in lauf ? lauf.text : ''))
    .join('');
  return {
    v: 1,
    art,
    sprache,
    betreff: betreff.slice(0, 500),
    datum: anlass.heute,
    geschaeftszeichen: anlass.geschaeftszeichen,
    behoerde: anlass.behoerde,
    absender: vorlage.absender ?? '',
    bearbeitung: anlass.name,
    anschrift: art === 'brief' && anlass.beteiligte.length === 1 ? [...anlass.beteiligte] : [],
    bloecke: parseVorlagentext(vorlage.text, fuellung, sprache),
  };
}

/** A Textbaustein filled from the Vorgang, as blocks. */
export function fillBaustein({ text, sprache }: Textbaustein, anlass: Schreibanlass): readonly SchreibenBlock[] {
  return parseVorlagentext(text, fuellungOf(anlass, sprache), sprache);
}

function fuellungOf(anlass: Schreibanlass, sprache: 'de' | 'en'): Fuellung {
  const known = (value: string): string | null => (value.trim() === '' ? null : value);
  const day = (value: string): string => {
    const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(sprache === 'de' ? 'de-DE' : 'en-GB', style).format(new Date(`${value}T00:00:00Z`));
  };
  const [first, ...others] = anlass.beteiligte;
  return {
    geschaeftszeichen: known(anlass.geschaeftszeichen),
    vorgang: known(anlass.vorgang),
    // Whom of several a sentence means, only a person knows.
    beteiligte: first !== undefined && others.length === 0 ? known(first) : null,
    heute: day(anlass.heute),
    frist: anlass.frist === null ? null : day(anlass.frist),
    behoerde: known(anlass.behoerde),
    name: known(anlass.name),
    zeichnung: zeichnungInWords(anlass.zeichnung, sprache),
  };
}

function zeichnungInWords(zusatz: string, sprache: 'de' | 'en'): string {
  if (zusatz === 'i. A.') return sprache === 'de' ? 'Im Auftrag' : 'By order';
  if (zusatz === 'i. V.') return sprache === 'de' ? 'In Vertretung' : 'Deputising';
  return '';
}
