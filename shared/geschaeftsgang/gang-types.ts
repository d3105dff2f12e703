/** What a Verfuegung asks of somebody, as in the xdomea code list of Verfuegungen. */
export const verfuegungen = ['zurKenntnis', 'zurBearbeitung', 'zurMitzeichnung', 'zurSchlusszeichnung'] as const;
export type Verfuegung = (typeof verfuegungen)[number];

/**
 * What a person decided: the first five complete a Beteiligungsschritt; `redaktionell` and `wesentlich` class a change of the
 * draft; `wiedereroeffnet` lifts a Schlusszeichnung.
 */
export const entscheidungen = [
  'zurKenntnisGenommen',
  'bearbeitet',
  'mitgezeichnet',
  'schlussgezeichnet',
  'abgelehnt',
  'redaktionell',
  'wesentlich',
  'wiedereroeffnet',
] as const;
export type Entscheidung = (typeof entscheidungen)[number];
/** What completes a step. */
export type Schrittentscheidung = Exclude<Entscheidung, 'redaktionell' | 'wesentlich' | 'wiedereroeffnet'>;

/** How one signs for the authority: in one's own right, standing in (in Vertretung), or on instruction (im Auftrag). */
export const zeichnungszusaetze = ['', 'i. V.', 'i. A.'] as const;

/** Status of a Beteiligungsschritt, xdomea code list: 001 in the future, 002 current, 003 done, 004 skipped. */
export type SchrittStatus = '001' | '002' | '003' | '004';

/** The order of a Beteiligungsschritt; steps with the same number are asked at the same time. Times are ISO 8601. */
export interface Schritt {
  readonly id: string;
  readonly dokument: string;
  readonly nummer: number;
  readonly verfuegung: Verfuegung;
  readonly text: string;
  readonly an: string;
  /** Who passed it on to `an`. */
  readonly delegiertVon: string | null;
  /** Skipped or recalled, and why. */
  readonly entfallen: boolean;
  readonly grund: string;
  /** The hash of the Version that was there when it was ordered. */
  readonly versionSha: string;
  readonly von: string;
  readonly angelegt: string;
}

/** What a signature of an act covers. */
export interface ZeichnungInhalt {
  readonly schritt: string | null;
  readonly dokument: string;
  readonly vorgang: string;
  readonly versionSha: string;
  /** Of a classed change: the hash of the Version before; of a reopening: the id of the Schlusszeichnung that it lifts. */
  readonly bezug: string | null;
  /** The hash of the order as it was when the step was completed ({@link Schritt}). */
  readonly auftrag: string | null;
  readonly verfuegung: Verfuegung | null;
  readonly text: string;
  readonly entscheidung: Entscheidung;
  readonly kommentar: string;
  readonly von: string;
  /** Whom `von` stands in for. */
  readonly fuer: string | null;
  readonly funktion: string;
  readonly zusatz: (typeof zeichnungszusaetze)[number];
  readonly zeit: string;
  /** Ids of the acts that nothing followed yet, ascending; several after acts at the same time. */
  readonly vorherige: readonly string[];
  readonly geraet: string;
}

/** A signed act. Its id is the hash of what is signed. */
export interface Zeichnung extends ZeichnungInhalt {
  readonly id: string;
  /** ES256 (IEEE P1363, base64url) by the key of `geraet`. */
  readonly signatur: string;
}
