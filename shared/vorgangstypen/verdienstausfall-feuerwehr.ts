import type { Vorgangstyp } from './vorgangstyp.ts';

/** Loss of earnings of volunteer firefighters; the law of the Land gives the claim. */
export const verdienstausfallFeuerwehr: Vorgangstyp = {
  id: 'verdienstausfall-feuerwehr',
  titel: 'Verdienstausfall Feuerwehr',
  rechtsgrundlage: 'Brandschutzgesetz des Landes',
  schritte: [
    { id: 'einsatz', titel: 'Einsatz oder Lehrgang bestätigen lassen' },
    { id: 'berechnung', titel: 'Betrag berechnen' },
    { id: 'bescheid', titel: 'Entscheidung mitteilen' },
    { id: 'auszahlung', titel: 'Auszahlung veranlassen' },
  ],
  fristen: [
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
    { dokumenttyp: 'Antrag', titel: 'Antrag des Arbeitgebers oder der selbständigen Person', pflicht: true },
    { dokumenttyp: 'Einsatznachweis', titel: 'Nachweis der Leitung der Feuerwehr', pflicht: true },
    { dokumenttyp: 'Lohnnachweis', titel: 'Nachweis des Verdienstes', pflicht: true },
  ],
  abschluss: { dokumenttyp: 'Bescheid', form: 'keine', quelle: '§ 37 VwVfG des Landes' },
  aufbewahrungJahre: 10,
};
