import type { Vorgangstyp } from './vorgangstyp.ts';

/** Access to one's own data, Art. 15 DSGVO. */
export const auskunftArt15: Vorgangstyp = {
  id: 'auskunft-art15',
  titel: 'Auskunft nach Art. 15 DSGVO',
  rechtsgrundlage: 'Art. 15 DSGVO',
  schritte: [
    { id: 'identitaet', titel: 'Identität prüfen (Art. 12 Abs. 6 DSGVO)' },
    { id: 'suche', titel: 'Daten in allen Fachverfahren suchen' },
    { id: 'rechte-dritter', titel: 'Rechte anderer Personen prüfen' },
    { id: 'auskunft', titel: 'Auskunft erteilen' },
  ],
  fristen: [
    {
      titel: 'Auskunft',
      regime: 'vwvfg',
      dauer: 'P1M',
      ausloeser: 'eingang',
      quelle: 'Art. 12 Abs. 3 DSGVO',
      pruefung: 'ausstehend',
    },
  ],
  unterlagen: [
    { dokumenttyp: 'Antrag', titel: 'Antrag auf Auskunft', pflicht: true },
    { dokumenttyp: 'Auskunft', titel: 'Erteilte Auskunft', pflicht: true },
  ],
  abschluss: { dokumenttyp: 'Auskunft', form: 'keine', quelle: 'Art. 12 Abs. 3 DSGVO' },
  aufbewahrungJahre: 3,
};
