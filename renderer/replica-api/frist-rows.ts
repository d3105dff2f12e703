import type { FristEingabe } from '../../shared/frist/compute-frist.ts';
import type { FristErgebnis } from '../../shared/frist/schritte.ts';

/** A Frist in a list. */
export interface FristZeile {
  readonly id: string;
  readonly vorgang: string;
  readonly vorgangTitel: string;
  readonly zeichen: string;
  readonly bezeichnung: string;
  /** `YYYY-MM-DD`; null: there is none, and a warning says why. */
  readonly ende: string | null;
  /** `offen`, `erledigt` or `aufgehoben`; one that a later computation replaced is `aufgehoben`. */
  readonly status: string;
  /** Whether something about it is doubtful. */
  readonly warnung: boolean;
}

/** A Frist that is open: what it was computed from, and how. */
export interface FristDetail {
  readonly zeile: FristZeile;
  readonly eingabe: FristEingabe;
  readonly herleitung: FristErgebnis;
  /** Who set it, by name, and when. */
  readonly von: string;
  readonly zeit: string;
  /** By which rules it was computed (shared/frist/regelstand.ts); null: not kept. */
  readonly regelstand: string | null;
  readonly unsent: boolean;
}

/** What the person enters for a Frist. */
export interface NeueFrist {
  readonly vorgang: string;
  readonly bezeichnung: string;
  readonly eingabe: FristEingabe;
  /** The Frist that this computation replaces. */
  readonly ersetzt: string | null;
}

/** A Vorgang that shall reappear on a day. */
export interface WiedervorlageZeile {
  readonly vorgang: string;
  readonly vorgangTitel: string;
  readonly zeichen: string;
  /** `YYYY-MM-DD`. */
  readonly tag: string;
}
