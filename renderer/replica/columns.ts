import type { DatensatzArt } from '../../shared/akte.ts';

/** text: arena; code: dictionary (few values, ids, dates); number; list: texts joined by newlines. */
export type ColumnKind = 'text' | 'code' | 'number' | 'list';

/** The fields that lists, counts and links need in memory. Everything else is read from its segment when a record is opened. */
export const columns = {
  einheit: { kennung: 'code', name: 'text', uebergeordnet: 'code' },
  person: { name: 'text', einheit: 'code', vertritt: 'list', zeichnung: 'code', rollen: 'list' },
  aktenplaneinheit: { kennzeichen: 'text', titel: 'text', uebergeordnet: 'code' },
  akte: {
    aktenzeichen: 'text',
    titel: 'text',
    aktenplaneinheit: 'code',
    federfuehrung: 'code',
    status: 'code',
    vertraulichkeit: 'code',
  },
  vorgang: {
    geschaeftszeichen: 'text',
    titel: 'text',
    vorgangstyp: 'code',
    federfuehrung: 'code',
    bearbeitung: 'code',
    status: 'code',
    frist: 'code',
    wiedervorlage: 'code',
  },
  dokument: {
    titel: 'text',
    vorgang: 'code',
    dokumenttyp: 'code',
    absender: 'text',
    eingangsdatum: 'code',
    eingangsquelle: 'code',
    eingangskanal: 'code',
    fuehrendeVersion: 'code',
  },
  version: {
    dokument: 'code',
    nummer: 'number',
    vorgaenger: 'code',
    sha: 'text',
    groesse: 'number',
    dateiname: 'text',
    mimetyp: 'code',
    entstehung: 'code',
    erstelltVon: 'code',
    erstellt: 'text',
  },
  ereignis: { bezug: 'code', zeit: 'text' },
  konflikt: { bezug: 'code', feld: 'code', meinZeit: 'text', status: 'code' },
  stempelart: { titel: 'text' },
  primaerdokument: {
    version: 'code',
    stufe: 'code',
    sha: 'text',
    groesse: 'number',
    dateiname: 'text',
    traegtBis: 'text',
    erstelltVon: 'code',
    erstellt: 'text',
  },
  mitnahme: { person: 'code', geraet: 'code', seit: 'code', bis: 'code' },
  geraeteschluessel: { person: 'code', geraet: 'code', schluessel: 'text', pruefschluessel: 'text', bis: 'code' },
  uebergabe: {
    von: 'code',
    an: 'code',
    zeit: 'text',
    sha: 'text',
    groesse: 'number',
    operationen: 'list',
    status: 'code',
  },
} as const satisfies Record<DatensatzArt, Readonly<Record<string, ColumnKind>>>;

/** Fields that the text box of a list searches. */
export const searchable: Partial<Record<DatensatzArt, readonly string[]>> = {
  akte: ['aktenzeichen', 'titel'],
  vorgang: ['geschaeftszeichen', 'titel', 'vorgangstyp'],
};
