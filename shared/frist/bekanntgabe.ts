import type { Land } from './laender.ts';
import type { Tag } from './tag.ts';

/**
 * Which law a Frist follows: the federal VwVfG, that of the Land, SGB X, AO (also through a KAG), or formal service by the VwZG of
 * the federation or of the Land.
 */
export const regimes = ['vwvfg', 'lvwvfg', 'sgb-x', 'ao', 'vwzg', 'lvwzg'] as const;
export type Regime = (typeof regimes)[number];

/**
 * How the decision reached the person. `abruf`: fetched by her; `postfach`: provided in an account; `ereignis`: another event on a
 * known day; `tagesbeginn`: the day itself counts (§ 187 Abs. 2 BGB); `festgesetzt`: somebody set the last day itself.
 */
export const kanaele = [
  'post',
  'elektronisch',
  'abruf',
  'postfach',
  'pzu',
  'einschreiben',
  'rueckschein',
  'empfangsbekenntnis',
  'ereignis',
  'tagesbeginn',
  'festgesetzt',
] as const;
export type Kanal = (typeof kanaele)[number];

/** How a regime says when a decision counts as made known on a channel. */
export type Regel =
  | {
      /** So many days after dispatch, whatever happened, unless it arrived later. */
      readonly kind: 'fiktion';
      readonly quelle: string;
      /** Which table of days counts. */
      readonly tabelle: Tabelle;
      /** What happens when that day is no working day: nothing, the next working day, or nothing but courts differ. */
      readonly verschiebt: 'nein' | 'ja' | 'streitig';
    }
  /** The day after the event. */
  | { readonly kind: 'folgetag'; readonly quelle: string }
  /** The day of the event itself. */
  | { readonly kind: 'tag'; readonly quelle: string }
  /** The day itself is the first of the Frist. */
  | { readonly kind: 'beginn'; readonly quelle: string }
  /** The day itself is the last of the Frist. */
  | { readonly kind: 'ende'; readonly quelle: string };

/** Whose switch from three to four days counts. */
export type Tabelle = 'bund' | 'land-vwvfg' | 'land-vwzg' | 'ozg';

const ereignis: Regel = { kind: 'tag', quelle: '§ 187 Abs. 1 BGB' };
const tagesbeginn: Regel = { kind: 'beginn', quelle: '§ 187 Abs. 2 BGB' };
const festgesetzt = (quelle: string): Regel => ({ kind: 'ende', quelle });

const vwvfg = (tabelle: Tabelle, gesetz: string) =>
  ({
    post: { kind: 'fiktion', quelle: `§ 41 Abs. 2 Satz 1 ${gesetz}`, tabelle, verschiebt: 'streitig' },
    elektronisch: { kind: 'fiktion', quelle: `§ 41 Abs. 2 Satz 2 ${gesetz}`, tabelle, verschiebt: 'streitig' },
    abruf: { kind: 'folgetag', quelle: `§ 41 Abs. 2a Satz 3 ${gesetz}` },
    postfach: { kind: 'fiktion', quelle: '§ 9 Abs. 1 OZG', tabelle: 'ozg', verschiebt: 'streitig' },
    ereignis,
    tagesbeginn,
    festgesetzt: festgesetzt(`§ 31 Abs. 2 ${gesetz}`),
  }) as const satisfies Partial<Record<Kanal, Regel>>;

const vwzg = (tabelle: Tabelle, gesetz: string) =>
  ({
    pzu: { kind: 'tag', quelle: `§ 3 ${gesetz}, § 182 ZPO` },
    einschreiben: { kind: 'fiktion', quelle: `§ 4 Abs. 2 Satz 2 ${gesetz}`, tabelle, verschiebt: 'streitig' },
    rueckschein: { kind: 'tag', quelle: `§ 4 Abs. 2 Satz 1 ${gesetz}` },
    empfangsbekenntnis: { kind: 'tag', quelle: `§ 5 Abs. 1 ${gesetz}` },
    elektronisch: { kind: 'fiktion', quelle: `§ 5 Abs. 7 Satz 2 ${gesetz}`, tabelle, verschiebt: 'streitig' },
    ereignis,
    tagesbeginn,
    festgesetzt: festgesetzt('§ 31 Abs. 2 VwVfG'),
  }) as const satisfies Partial<Record<Kanal, Regel>>;

/** The rule of every regime for every channel that it knows. */
export const regeln: Readonly<Record<Regime, Partial<Readonly<Record<Kanal, Regel>>>>> = {
  vwvfg: vwvfg('bund', 'VwVfG'),
  lvwvfg: vwvfg('land-vwvfg', 'VwVfG des Landes'),
  'sgb-x': {
    post: { kind: 'fiktion', quelle: '§ 37 Abs. 2 Satz 1 SGB X', tabelle: 'bund', verschiebt: 'nein' },
    elektronisch: { kind: 'fiktion', quelle: '§ 37 Abs. 2 Satz 2 SGB X', tabelle: 'bund', verschiebt: 'nein' },
    postfach: { kind: 'fiktion', quelle: '§ 37 Abs. 2a SGB X', tabelle: 'bund', verschiebt: 'nein' },
    ereignis,
    tagesbeginn,
    festgesetzt: festgesetzt('§ 26 Abs. 2 SGB X'),
  },
  ao: {
    post: { kind: 'fiktion', quelle: '§ 122 Abs. 2 Nr. 1 AO', tabelle: 'bund', verschiebt: 'ja' },
    elektronisch: { kind: 'fiktion', quelle: '§ 122 Abs. 2a AO', tabelle: 'bund', verschiebt: 'ja' },
    postfach: { kind: 'fiktion', quelle: '§ 122a Abs. 4 AO', tabelle: 'bund', verschiebt: 'ja' },
    ereignis,
    tagesbeginn,
    festgesetzt: festgesetzt('§ 109 AO'),
  },
  vwzg: vwzg('bund', 'VwZG'),
  lvwzg: vwzg('land-vwzg', 'VwZG des Landes'),
};

/** The channels that a regime knows, in the order of `kanaele`. */
export function kanaeleOf(regime: Regime): readonly Kanal[] {
  return kanaele.filter((kanal) => regeln[regime][kanal]);
}

/** By which law the end of a Frist moves from a day that is no working day. */
export const fristverschiebung: Readonly<Record<Regime, string>> = {
  vwvfg: '§ 31 Abs. 3 VwVfG',
  lvwvfg: '§ 31 Abs. 3 VwVfG des Landes',
  'sgb-x': '§ 26 Abs. 3 SGB X',
  ao: '§ 108 Abs. 3 AO',
  vwzg: '§ 31 Abs. 3 VwVfG',
  lvwzg: '§ 31 Abs. 3 VwVfG des Landes',
};

/** Days of the fiction for what was dispatched on a day. `auch`: what may be true as well, because nobody has checked it yet. */
export interface Fiktionstage {
  readonly tage: number;
  readonly auch: number | null;
  readonly quelle: string;
}

/** What was dispatched before this day counts as made known on the third day, everywhere. */
export const umstellungBund: Tag = '2025-01-01';

/** Since when a Land's own law says four days, and by what; Laender that are missing here: not checked. */
export const umstellungLand: Readonly<Record<'vwvfg' | 'vwzg', Partial<Readonly<Record<Land, string>>>>> = {
  vwvfg: {
    BE: '§ 1 Abs. 1 VwVfG Bln verweist auf das VwVfG',
    BB: '§ 1 Abs. 1 VwVfGBbg verweist auf das VwVfG',
    HB: '§ 1 Abs. 1 BremVwVfG verweist auf das VwVfG',
    NI: '§ 1 Abs. 1 NVwVfG verweist auf das VwVfG',
    NW: '§ 41 Abs. 2 VwVfG NRW (Städte- und Gemeindebund NRW, Mitteilung 784/2024)',
    RP: '§ 1 Abs. 1 LVwVfG RP verweist auf das VwVfG',
    SN: '§ 1 SächsVwVfZG verweist auf das VwVfG',
    ST: '§ 1 Abs. 1 VwVfG LSA verweist auf das VwVfG',
    TH: '§ 1 Abs. 1 ThürVwVfG verweist auf das VwVfG (GVBl. 2024 S. 277)',
  },
  vwzg: { NW: '§ 4 Abs. 2 LZG NRW (Städte- und Gemeindebund NRW, Mitteilung 784/2024)' },
};

/** How many days the fiction takes for what was dispatched on a day. */
export function fiktionstage(tabelle: Tabelle, land: Land, aufgabe: Tag): Fiktionstage {
  if (aufgabe < umstellungBund) return { tage: 3, auch: null, quelle: '' };
  const postModG = 'PostModG, BGBl. 2024 I Nr. 236';
  if (tabelle === 'bund') return { tage: 4, auch: null, quelle: postModG };
  const quelle = tabelle === 'ozg' ? undefined : umstellungLand[tabelle === 'land-vwzg' ? 'vwzg' : 'vwvfg'][land];
  return quelle ? { tage: 4, auch: null, quelle } : { tage: 4, auch: 3, quelle: '' };
}
