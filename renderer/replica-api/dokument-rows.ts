import type { ErrorCode } from '../../shared/errors.ts';
import type { Feldaenderung } from '../../shared/feldaenderung.ts';
import type { Bedeutung, KonfliktWerte } from '../../shared/konflikt-werte.ts';

/** A Dokument in a list. */
export interface DokumentZeile {
  readonly id: string;
  readonly akte: string | null;
  readonly vorgang: string | null;
  readonly titel: string;
  readonly dokumenttyp: string;
  readonly absender: string;
  readonly eingangsdatum: string | null;
  readonly eingangsquelle: string;
  readonly eingangskanal: string;
  /** The Dokument that it came with as an Anlage; null when it stands for itself. */
  readonly anlageZu: string | null;
  /** Media type of the leading Version. */
  readonly mimetyp: string;
  /** Number of the leading Version, and how many compete (1 = none). */
  readonly fassung: number;
  readonly konkurrierend: number;
  readonly sizeBytes: number;
  readonly here: boolean;
  readonly unsent: boolean;
  /** Whether the leading Version came from a stamp or a signature. */
  readonly gestempelt: boolean;
  readonly unterschrieben: boolean;
}

/** A Dokument that another one can be linked to. */
export interface LinkZeile {
  readonly id: string;
  readonly titel: string;
  /** Geschaeftszeichen of its Vorgang; empty in a Posteingang. */
  readonly zeichen: string;
}

/** A Version of a Dokument. */
export interface VersionZeile {
  readonly id: string;
  readonly nummer: number;
  readonly vorgaenger: string | null;
  readonly sha: string;
  readonly sizeBytes: number;
  readonly dateiname: string;
  readonly mimetyp: string;
  /** Signatures that came beside it. */
  readonly signaturen: readonly { readonly id: string; readonly dateiname: string; readonly sizeBytes: number }[];
  readonly entstehung: string;
  readonly erstelltVon: string;
  readonly erstellt: string;
  readonly here: boolean;
  readonly unsent: boolean;
  readonly leading: boolean;
  /** The best further format: the level its signatures were raised to, when, its hash, and how long it is carried. */
  readonly format: {
    readonly stufe: string;
    readonly erstellt: string;
    readonly sha: string;
    readonly traegtBis: string | null;
  } | null;
  /**
   * A higher level is owed by this device: `code` = why the last try failed, null before the first; `until` = when it is
   * tried again, null with a code = never. Null: nothing is owed.
   */
  readonly anhebung: { readonly code: ErrorCode | null; readonly until: string | null } | null;
}

/** A line of the history of a Vorgang or Dokument. */
export interface VerlaufZeile {
  readonly id: string;
  readonly zeit: string;
  readonly von: string;
  /** For whom `von` stood in, by name. */
  readonly fuer?: string;
  /** An Ereignis, a new Version, or the intent of an unsent change. */
  readonly was: string;
  readonly text: string;
  /** Of an unsent change: the fields it sets. */
  readonly felder: readonly string[];
  readonly unsent: boolean;
  /** Of a Frist: the day on which it ends; null = none. */
  readonly ende?: string | null;
  /** Of a change: each field with its value before and after, and what ids among them stand for. */
  readonly aenderungen?: readonly (Feldaenderung & { readonly bedeutung: Readonly<Record<string, Bedeutung>> })[];
  /** Of a Konflikt and of its decision. */
  readonly konflikt?: KonfliktWerte;
}
