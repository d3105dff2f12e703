import type { Vorgangstyp } from './vorgangstyp.ts';

/** Access to official information, IFG. */
export const ifgAntrag: Vorgangstyp = {
  id: 'ifg-antrag',
  titel: 'IFG-Antrag',
  rechtsgrundlage: '§ 1 IFG',
  schritte: [
    { id: 'zustaendigkeit', titel: 'Zuständigkeit prüfen' },
    { id: 'drittbeteiligung', titel: 'Betroffene Dritte beteiligen (§ 8 IFG)' },
    { id: 'ausnahmen', titel: 'Ausnahmen prüfen (§§ 3 bis 6 IFG)' },
    { id: 'bescheid', titel: 'Entscheidung und Gebühr mitteilen' },
  ],
  fristen: [
    {
      titel: 'Zugang zur Information',
      regime: 'vwvfg',
      dauer: 'P1M',
      ausloeser: 'eingang',
      quelle: '§ 7 Abs. 5 Satz 2 IFG',
      pruefung: 'ausstehend',
    },
    {
      titel: 'Stellungnahme Dritter',
      regime: 'vwvfg',
      dauer: 'P1M',
      ausloeser: 'bekanntgabe',
      quelle: '§ 8 Abs. 1 IFG',
      pruefung: 'ausstehend',
    },
    {
      titel: 'Widerspruch',
      regime: 'vwvfg',
      dauer: 'P1M',
      ausloeser: 'bekanntgabe',
      quelle: '§ 70 Abs. 1 VwGO',
      pruefung: 'ausstehend',
    },
  ],
  unterlagen: [
    { dokumenttyp: 'Antrag', titel: 'Antrag auf Zugang', pflicht: true },
    { dokumenttyp: 'Stellungnahme', titel: 'Stellungnahme betroffener Dritter', pflicht: false },
  ],
  abschluss: { dokumenttyp: 'Bescheid', form: 'keine', quelle: '§ 9 IFG' },
  aufbewahrungJahre: 5,
};
