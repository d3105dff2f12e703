import type { Entscheidung, Verfuegung } from '../../shared/geschaeftsgang/gang-types.ts';
import type { BlattSchritt, BlattZeichnung } from '../../shared/geschaeftsgang/write-verfuegungsblatt.ts';

/** A step that waits for the present person, or for somebody she stands in for. */
export interface SchrittZeile {
  readonly id: string;
  readonly dokument: string;
  readonly dokumentTitel: string;
  readonly vorgang: string;
  /** Geschaeftszeichen of the Vorgang. */
  readonly zeichen: string;
  readonly verfuegung: Verfuegung;
  /** Id of the person it is for. */
  readonly an: string;
  /** Who ordered it, by name. */
  readonly von: string;
  /** Since when it is its turn, ISO 8601. */
  readonly seit: string;
  /** Name of whom one stands in for. */
  readonly fuer: string | null;
}

/** A round that came to its end, for one of those who wait for it. */
export interface GangEndeZeile {
  /** Act and person. */
  readonly id: string;
  /** Id of the act with which it ended, what it decided, and what was said with it. */
  readonly zeichnung: string;
  readonly entscheidung: Entscheidung;
  readonly kommentar: string;
  /** Who signed it, by name. */
  readonly von: string;
  /** Id of the person who waits. */
  readonly fuer: string;
  readonly dokument: string;
  readonly dokumentTitel: string;
  readonly vorgang: string;
  /** Geschaeftszeichen of the Vorgang. */
  readonly zeichen: string;
  /** When it ended, ISO 8601. */
  readonly seit: string;
}

/** A signed act. */
export interface GangZeichnung extends BlattZeichnung {
  /** Of a classed change: the ids of both Versionen with a slash between them. */
  readonly vergleich: string | null;
  readonly unsent: boolean;
}

/** A Beteiligungsschritt. */
export interface GangSchritt extends BlattSchritt<GangZeichnung> {
  readonly id: string;
  /** It is the present person's turn, or that of somebody she stands in for (`fuer`, by name). */
  readonly isMine: boolean;
  readonly fuer: string | null;
  readonly mayDelegate: boolean;
  readonly mayRecall: boolean;
  readonly unsent: boolean;
}

/** A Version as a Geschaeftsgang names it. */
export interface GangFassung {
  readonly id: string;
  readonly nummer: number;
  readonly sha: string;
}

/** The Geschaeftsgang of a Dokument. */
export interface Geschaeftsgang {
  readonly dokument: string;
  readonly titel: string;
  readonly schritte: readonly GangSchritt[];
  /** Classed changes and reopenings, oldest first. */
  readonly aenderungen: readonly GangZeichnung[];
  /** The Version that acts are about now. */
  readonly fassung: GangFassung | null;
  /** The leading Version when nobody has classed the change to it. */
  readonly ungeklaert: GangFassung | null;
  /** That Version is one which the Geschaeftsgang went through already: nobody can class a way back. */
  readonly istRueckkehr: boolean;
  readonly schluss: GangZeichnung | null;
  /** How many acts were checked. */
  readonly geprueft: number;
  /** Signed Versionen whose bytes were not read on this device since the unlock, by number; whether they lie here. */
  readonly ungelesen: readonly { readonly nummer: number; readonly isHere: boolean }[];
  /** The first act that does not hold by itself. */
  readonly ersterBruch: GangZeichnung | null;
  readonly isLead: boolean;
  /** Number that a step after everything gets. */
  readonly nextNummer: number;
  /** Whom a step may be given to: who may write in the Akte, the present person not. */
  readonly personen: readonly { readonly id: string; readonly name: string; readonly einheit: string }[];
}

/** A step to be ordered. */
export interface NeuerSchritt {
  readonly an: string;
  readonly verfuegung: Verfuegung;
  readonly text: string;
  /** From 1; equal numbers are asked at the same time. */
  readonly nummer: number;
}
