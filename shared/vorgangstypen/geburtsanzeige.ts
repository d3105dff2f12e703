import type { Vorgangstyp } from './vorgangstyp.ts';

/** Notice of a birth, PStG. */
export const geburtsanzeige: Vorgangstyp = {
  id: 'geburtsanzeige',
  titel: 'Geburtsanzeige',
  rechtsgrundlage: '§ 18 PStG',
  schritte: [
    { id: 'anzeige', titel: 'Anzeige und Berechtigung prüfen' },
    { id: 'name', titel: 'Namen des Kindes klären' },
    { id: 'beurkundung', titel: 'Geburt beurkunden' },
    { id: 'mitteilung', titel: 'Mitteilungen an andere Behörden' },
  ],
  fristen: [
    {
      titel: 'Anzeige der Geburt',
      regime: 'vwvfg',
      dauer: 'P1W',
      ausloeser: 'geburt',
      quelle: '§ 18 Abs. 1 PStG',
      pruefung: 'ausstehend',
    },
  ],
  unterlagen: [
    { dokumenttyp: 'Anzeige', titel: 'Anzeige der Geburt', pflicht: true },
    { dokumenttyp: 'Ausweis', titel: 'Ausweise der Eltern', pflicht: true },
    { dokumenttyp: 'Eheurkunde', titel: 'Eheurkunde oder Anerkennung der Vaterschaft', pflicht: false },
  ],
  abschluss: { dokumenttyp: 'Geburtsurkunde', form: 'siegel', quelle: '§ 55 Abs. 1, § 56 Abs. 3 PStG' },
  aufbewahrungJahre: 110,
};
