/** The 16 Laender by the code of ISO 3166-2:DE, with their names as they are written. */
export const laender = {
  BW: 'Baden-Württemberg',
  BY: 'Bayern',
  BE: 'Berlin',
  BB: 'Brandenburg',
  HB: 'Bremen',
  HH: 'Hamburg',
  HE: 'Hessen',
  MV: 'Mecklenburg-Vorpommern',
  NI: 'Niedersachsen',
  NW: 'Nordrhein-Westfalen',
  RP: 'Rheinland-Pfalz',
  SL: 'Saarland',
  SN: 'Sachsen',
  ST: 'Sachsen-Anhalt',
  SH: 'Schleswig-Holstein',
  TH: 'Thüringen',
} as const;

/** Code of a Land. */
export type Land = keyof typeof laender;

/** Whether a text is the code of a Land. */
export function isLand(text: string): text is Land {
  return Object.hasOwn(laender, text);
}

/**
 * What a Gemeinde may have beyond its Land: a holiday that only some Gemeinden have. `ohne-…` says that the Gemeinde was looked
 * up and has none.
 */
export const gemeinden = {
  'by-himmelfahrt': {
    land: 'BY',
    feiertage: ['MARIAHIMMELFAHRT'],
    quelle: 'Art. 1 Abs. 1 Nr. 2 FTG; Bekanntmachung des Landesamts für Statistik',
  },
  augsburg: {
    land: 'BY',
    feiertage: ['MARIAHIMMELFAHRT', 'AUGSBURGER_FRIEDENSFEST'],
    quelle: 'Art. 1 Abs. 2 FTG',
  },
  'by-ohne': { land: 'BY', feiertage: [], quelle: 'Art. 1 FTG' },
  'sn-fronleichnam': {
    land: 'SN',
    feiertage: ['FRONLEICHNAM'],
    quelle: '§ 1 Abs. 1 SächsSFG; Fronleichnamsverordnung',
  },
  'sn-ohne': { land: 'SN', feiertage: [], quelle: '§ 1 SächsSFG' },
  'th-fronleichnam': { land: 'TH', feiertage: ['FRONLEICHNAM'], quelle: '§ 2 Abs. 2 ThürFtG' },
  'th-ohne': { land: 'TH', feiertage: [], quelle: '§ 2 ThürFtG' },
} as const satisfies Record<
  string,
  { readonly land: Land; readonly feiertage: readonly GemeindeFeiertag[]; readonly quelle: string }
>;

/** A kind of Gemeinde. */
export type Gemeinde = keyof typeof gemeinden;

/** A holiday that only some Gemeinden of a Land have. */
export type GemeindeFeiertag = 'MARIAHIMMELFAHRT' | 'AUGSBURGER_FRIEDENSFEST' | 'FRONLEICHNAM';

/** The kinds of Gemeinden of a Land; empty where its holidays are the same everywhere. */
export function gemeindenOf(land: Land): readonly Gemeinde[] {
  return (Object.keys(gemeinden) as Gemeinde[]).filter((one) => gemeinden[one].land === land);
}
