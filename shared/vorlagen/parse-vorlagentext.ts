import type { SchreibenBlock, SchreibenLauf } from '../schreiben/schreiben.ts';

/** What a Vorlage may ask the Vorgang for, with the label that stands in the text while it is unknown. */
export const platzhalter = {
  geschaeftszeichen: { de: 'Geschäftszeichen', en: 'reference' },
  vorgang: { de: 'Betreff des Vorgangs', en: 'subject of the matter' },
  beteiligte: { de: 'Name der beteiligten Person', en: 'name of the party' },
  heute: { de: 'Datum', en: 'date' },
  frist: { de: 'Frist', en: 'deadline' },
  behoerde: { de: 'Name der Behörde', en: 'name of the authority' },
  name: { de: 'Ihr Name', en: 'your name' },
  zeichnung: { de: 'Zeichnungszusatz', en: 'capacity' },
} as const;

/** Name of a placeholder that the Vorgang may fill. */
export type Platzhalter = keyof typeof platzhalter;
/** Values by placeholder; null: not known, `''`: known to be nothing. */
export type Fuellung = Readonly<Record<Platzhalter, string | null>>;

/**
 * The text of a Vorlage as blocks. Blank lines part blocks; `## ` and `### ` begin headings, `- ` and `1. ` items; `**` sets
 * bold; `{name}` asks the Vorgang, `{?words}` the person.
 */
export function parseVorlagentext(text: string, fuellung: Fuellung, sprache: 'de' | 'en'): SchreibenBlock[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => part.split('\n').map((line) => line.trim()))
    .flatMap((lines): SchreibenBlock[] => {
      const first = lines[0] ?? '';
      const runs = (line: string) => parseRuns(line, fuellung, sprache);
      if (first.startsWith('### ')) return [{ art: 'ueberschrift', stufe: 3, laeufe: runs(first.slice(4)) }];
      if (first.startsWith('## ')) return [{ art: 'ueberschrift', stufe: 2, laeufe: runs(first.slice(3)) }];
      if (first.startsWith('- '))
        return [{ art: 'liste', nummeriert: false, punkte: lines.map((line) => runs(line.replace(/^- /, ''))) }];
      if (/^\d+\. /.test(first))
        return [{ art: 'liste', nummeriert: true, punkte: lines.map((line) => runs(line.replace(/^\d+\. /, ''))) }];
      const laeufe = runs(lines.join('\n'));
      return laeufe.length > 0 ? [{ art: 'absatz', laeufe }] : [];
    });
}

/** Whether every placeholder of a text is known; a misspelt one would stay in a letter. */
export function isVorlagentext(text: string): boolean {
  const names = [...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
  const isKnown = (name: string) => (name.startsWith('?') ? name.length > 1 : name in platzhalter);
  return names.every(isKnown) && !/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''));
}

/** The text as a list shows it: placeholders by their labels, no marks. */
export function tellVorlagentext(text: string, sprache: 'de' | 'en'): string {
  const label = (name: string) => (name.startsWith('?') ? name.slice(1) : platzhalter[name as Platzhalter][sprache]);
  return text.replaceAll('**', '').replace(/\{([^}]*)\}/g, (_, name: string) => `[${label(name)}]`);
}

function parseRuns(line: string, fuellung: Fuellung, sprache: 'de' | 'en'): SchreibenLauf[] {
  let isBold = false;
  return line.split(/(\*\*|\{[^}]*\})/).flatMap((part): SchreibenLauf[] => {
    if (part === '**') {
      isBold = !isBold;
      return [];
    }
    const face = isBold ? { fett: true as const } : {};
    const name = /^\{(.*)\}$/.exec(part)?.[1];
    if (name === undefined) return part === '' ? [] : [{ text: part, ...face }];
    if (name.startsWith('?')) return [{ feld: name.slice(1) }];
    const value = fuellung[name as Platzhalter];
    if (value === null) return [{ feld: platzhalter[name as Platzhalter][sprache] }];
    return value === '' ? [] : [{ text: value, ...face }];
  });
}
