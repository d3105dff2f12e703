import type { Vorlage } from './vorlage.ts';

const vermerk = { art: 'vermerk', pruefung: 'ausstehend' } as const;

/** Notes for the Akte. */
export const vermerke: readonly Vorlage[] = [
  {
    ...vermerk,
    vorgangstypen: [],
    id: 'vermerk',
    titel: 'Vermerk',
    sprache: 'de',
    dokumenttyp: 'Vermerk',
    quelle: 'Grundsatz vollständiger Aktenführung (Art. 20 Abs. 3 GG)',
    betreff: 'Vermerk: {vorgang}',
    text: '## Sachverhalt\n\n{?Sachverhalt}\n\n## Ergebnis\n\n{?Ergebnis und was als Nächstes geschieht}',
  },
  {
    ...vermerk,
    vorgangstypen: [],
    id: 'gespraechsvermerk',
    titel: 'Gesprächsvermerk',
    sprache: 'de',
    dokumenttyp: 'Vermerk',
    quelle: 'Grundsatz vollständiger Aktenführung (Art. 20 Abs. 3 GG)',
    betreff: 'Gesprächsvermerk: {vorgang}',
    text: 'Gespräch am {?Tag und Uhrzeit} mit {?Name, erreichbar unter}\n\n## Was besprochen wurde\n\n- {?erster Punkt}\n\n## Was vereinbart wurde\n\n- {?wer tut was bis wann}',
  },
];
