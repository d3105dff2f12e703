import type { Versandweg } from '../../shared/postausgang.ts';

/** Something that left the agency. Days as `YYYY-MM-DD`. */
export interface PostausgangZeile {
  readonly id: string;
  /** The revision that this row shows. */
  readonly rev: number;
  readonly dokument: string;
  readonly dokumentTitel: string;
  /** Number of the Version that was sent; 0 when it is not here. */
  readonly fassung: number;
  readonly weg: Versandweg;
  readonly abVermerk: string;
  readonly zugang: string | null;
  readonly zurueck: string | null;
  readonly empfaenger: readonly string[];
  readonly nachweis: string;
  /** Who noted it, by name, and when. */
  readonly von: string;
  readonly zeit: string;
  readonly unsent: boolean;
}

/** What the person enters when something leaves. */
export interface NeuerPostausgang {
  readonly dokument: string;
  /** Hash of the Version that she saw when she began to note it. */
  readonly versionSha: string;
  readonly weg: Versandweg;
  readonly abVermerk: string;
  readonly zugang: string | null;
  readonly empfaenger: readonly string[];
  readonly nachweis: string;
}
