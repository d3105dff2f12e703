import type { Vorgangstyp } from './vorgangstyp.ts';

/** Parental allowance, BEEG. */
export const elterngeld: Vorgangstyp = {
  id: 'elterngeld',
  titel: 'Antrag auf Elterngeld',
  rechtsgrundlage: '§ 7 BEEG',
  schritte: [
    { id: 'zustaendigkeit', titel: 'Zuständigkeit prüfen' },
    { id: 'geburt', titel: 'Geburtsurkunde prüfen' },
    { id: 'einkommen', titel: 'Einkommen vor der Geburt ermitteln' },
    { id: 'bescheid', titel: 'Bescheid erlassen' },
  ],
  fristen: [
    {
      titel: 'Widerspruch',
      regime: 'sgb10',
      dauer: 'P1M',
      ausloeser: 'bekanntgabe',
      quelle: '§ 84 Abs. 1 SGG',
      pruefung: 'ausstehend',
    },
  ],
  unterlagen: [
    { dokumenttyp: 'Antrag', titel: 'Antrag auf Elterngeld', pflicht: true },
    { dokumenttyp: 'Geburtsurkunde', titel: 'Geburtsurkunde für Elterngeld', pflicht: true },
    { dokumenttyp: 'Einkommensnachweis', titel: 'Nachweise über das Einkommen', pflicht: true },
  ],
  abschluss: { dokumenttyp: 'Bescheid', form: 'keine', quelle: '§ 26 BEEG, § 33 SGB X' },
  aufbewahrungJahre: 10,
};
