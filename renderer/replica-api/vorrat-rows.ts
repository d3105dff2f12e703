import type { ErrorCode } from '../../shared/errors.ts';
import type { Entscheidung, Verfuegung } from '../../shared/geschaeftsgang/gang-types.ts';
import type { Name } from './person-name.ts';

/** Why something waits for the person. */
export const vorratGruende = [
  'abgelehnt',
  'konflikt',
  'uebergabe',
  'frist',
  'schritt',
  'gang',
  'wiedervorlage',
  'eingang',
] as const;
export type VorratGrund = (typeof vorratGruende)[number];

/** The parts of the list, the most urgent first (V2). */
export const dringlichkeiten = ['ueberfaellig', 'heute', 'woche', 'ohneTermin', 'spaeter'] as const;
export type Dringlichkeit = (typeof dringlichkeiten)[number];

/** Whose work is shown: one's own, that of the own Einheit, that of those one stands in for (V3). */
export const vorratKreise = ['mir', 'einheit', 'vertretung'] as const;
export type VorratKreis = (typeof vorratKreise)[number];

/** What every row says. */
interface VorratBasis {
  /** Reason and id of what it is about. */
  readonly id: string;
  readonly titel: string;
  /** Second line: kind of the Vorgang, sender, … */
  readonly neben: string;
  readonly zeichen: string;
  /** `YYYY-MM-DD`; null = it has none. */
  readonly termin: string | null;
  /** Since when it waits, ISO 8601; null = not known. */
  readonly seit: string | null;
  readonly dringlichkeit: Dringlichkeit;
  /** Id of the Vorgang that it is about. */
  readonly vorgang: string | null;
  /** Who has it in hand; null = nobody, then it concerns everybody of the Einheit. */
  readonly bearbeitung: Name | null;
  /** Nobody's, or the present person's. */
  readonly isMine: boolean;
}

/** A field of a Vorgang calls: `rev` = the revision that the row shows, the base of an edit from here. */
interface VorgangRuft extends VorratBasis {
  readonly vorgang: string;
  readonly rev: number;
}

/** The limit in a Vorgang; `termin` null = nobody can tell its end yet. */
export type FristRuft = VorgangRuft & { readonly grund: 'frist' };
/** A Vorgang that shall be looked at again. */
export type WiedervorlageRuft = VorgangRuft & { readonly grund: 'wiedervorlage'; readonly termin: string };
/** What came in and belongs to no Vorgang. */
export type EingangRuft = VorratBasis & {
  readonly grund: 'eingang';
  readonly dokument: string;
  readonly absender: string;
  readonly mimetyp: string;
  readonly gestempelt: boolean;
};
/** Two values of one field. */
export type KonfliktRuft = VorratBasis & {
  readonly grund: 'konflikt';
  readonly konflikt: string;
  readonly feld: string;
};
/** A change that the authority did not accept. */
export type AbgelehntRuft = VorratBasis & {
  readonly grund: 'abgelehnt';
  readonly n: number;
  readonly code: ErrorCode | null;
};
/** Refused work that a colleague gave to the present person. */
export type UebergabeRuft = VorratBasis & { readonly grund: 'uebergabe'; readonly von: string };

/** A step of a Geschaeftsgang whose turn it is. */
export type SchrittRuft = VorratBasis & {
  readonly grund: 'schritt';
  readonly dokument: string;
  readonly verfuegung: Verfuegung;
  readonly von: string;
};

/** A round that came to its end: `zeichnung` = id of the act, `von` = who signed it. */
export type GangRuft = VorratBasis & {
  readonly grund: 'gang';
  readonly dokument: string;
  readonly zeichnung: string;
  readonly entscheidung: Entscheidung;
  readonly kommentar: string;
  readonly von: string;
};

/** One thing that waits for somebody. */
export type VorratZeile =
  | FristRuft
  | WiedervorlageRuft
  | EingangRuft
  | KonfliktRuft
  | AbgelehntRuft
  | UebergabeRuft
  | SchrittRuft
  | GangRuft;

/** What the list is narrowed to; null = everything. */
export interface VorratFilter {
  readonly kreis: VorratKreis;
  /** One of those the person stands in for. */
  readonly fuer: string | null;
  readonly grund: VorratGrund | null;
  readonly text: string;
}

/** Part of the list, how many there are in each part of it, and how many wait today (V5) in each Kreis. */
export interface Vorrat {
  readonly total: number;
  readonly rows: readonly VorratZeile[];
  readonly gruppen: Readonly<Record<Dringlichkeit, number>>;
  readonly heute: Readonly<Record<VorratKreis, number>>;
  /** Whom the present person stands in for, by the role data of the authority. */
  readonly vertretene: readonly Name[];
  /** Who works in the same Einheit, the person herself too, by name. */
  readonly kollegen: readonly Name[];
}
