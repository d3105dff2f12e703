import type { Vorgangstyp } from './vorgangstyp.ts';

/** Housing benefit, WoGG. */
export const wohngeld: Vorgangstyp = {
  id: 'wohngeld',
  titel: 'Antrag auf Wohngeld',
  rechtsgrundlage: '§ 22 WoGG',
  schritte: [
    { id: 'zustaendigkeit', titel: 'Zuständigkeit prüfen' },
    { id: 'vollstaendigkeit', titel: 'Unterlagen auf Vollständigkeit prüfen' },
    { id: 'einkommen', titel: 'Einkommen berechnen' },
    { id: 'bescheid', titel: 'Bescheid erlassen' },
    { id: 'auszahlung', titel: 'Auszahlung veranlassen' },
  ],
  fristen: [
    {
      titel: 'Widerspruch',
      regime: 'sgb10',
      dauer: 'P1M',
      ausloeser: 'bekanntgabe',
      quelle: '§ 70 Abs. 1 VwGO',
      pruefung: 'ausstehend',
    },
  ],
  unterlagen: [
    { dokumenttyp: 'Antrag', titel: 'Antrag auf Wohngeld', pflicht: true },
    { dokumenttyp: 'Mietvertrag', titel: 'Mietvertrag oder Mietbescheinigung', pflicht: true },
    { dokumenttyp: 'Einkommensnachweis', titel: 'Nachweise über das Einkommen', pflicht: true },
  ],
  abschluss: { dokumenttyp: 'Bescheid', form: 'keine', quelle: '§ 24 WoGG, § 33 SGB X' },
  aufbewahrungJahre: 10,
};
