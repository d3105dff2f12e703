import type { Vorgangstyp } from './vorgangstyp.ts';

/** Notice of a business, § 14 GewO. */
export const gewerbeanzeige: Vorgangstyp = {
  id: 'gewerbeanzeige',
  titel: 'Gewerbeanzeige',
  rechtsgrundlage: '§ 14 GewO',
  schritte: [
    { id: 'identitaet', titel: 'Identität und Vertretung prüfen' },
    { id: 'erlaubnis', titel: 'Prüfen, ob eine Erlaubnis nötig ist' },
    { id: 'bescheinigung', titel: 'Empfang bescheinigen' },
    { id: 'weitergabe', titel: 'Empfangsberechtigte Stellen unterrichten' },
  ],
  fristen: [
    {
      titel: 'Empfangsbescheinigung',
      regime: 'vwvfg',
      dauer: 'P3D',
      ausloeser: 'eingang',
      quelle: '§ 15 Abs. 1 GewO',
      pruefung: 'ausstehend',
    },
  ],
  unterlagen: [
    { dokumenttyp: 'Anzeige', titel: 'Gewerbeanzeige (GewA 1, 2 oder 3)', pflicht: true },
    { dokumenttyp: 'Ausweis', titel: 'Nachweis der Identität', pflicht: true },
    { dokumenttyp: 'Registerauszug', titel: 'Auszug aus dem Handelsregister', pflicht: false },
  ],
  abschluss: { dokumenttyp: 'Empfangsbescheinigung', form: 'keine', quelle: '§ 15 Abs. 1 GewO' },
  aufbewahrungJahre: 10,
};
