/** What a search is narrowed to; null = everything. */
export interface Suchfilter {
  /** Id of an Akte. */
  readonly akte: string | null;
  /** Dokumenttyp or Vorgangstyp. */
  readonly art: string | null;
  /** First and last day, YYYY-MM-DD: of the receipt, else of the leading Version; of a Vorgang, its term. */
  readonly von: string | null;
  readonly bis: string | null;
  /** Id of who works on the Vorgang. */
  readonly person: string | null;
  /** Status of the Vorgang. */
  readonly status: string | null;
}

/** Places in a text, [start, end) in UTF-16 units, ascending. */
export type Marken = readonly (readonly [number, number])[];

/** A text with the places that were looked for. */
export interface MarkedText {
  readonly text: string;
  readonly marken: Marken;
}

/** One Vorgang or Dokument that was found. */
export interface Treffer {
  readonly art: 'vorgang' | 'dokument';
  readonly id: string;
  readonly akte: string | null;
  /** The Vorgang itself, or the one in which a Dokument lies; null in a Posteingang. */
  readonly vorgang: string | null;
  /** Geschaeftszeichen of the Vorgang, else the Aktenzeichen; empty in a Posteingang. */
  readonly zeichen: MarkedText;
  readonly titel: MarkedText;
  readonly typ: string;
  readonly datum: string | null;
  /** Who sent it, or who works on it. */
  readonly person: MarkedText;
  /** Where the best place stands, in words around it; null when title, Zeichen or persons say it all. */
  readonly ausschnitt: MarkedText | null;
  /** The page with it, from 0; null outside the file. */
  readonly pageIndex: number | null;
  /** The words lie in a scan: a machine read them. */
  readonly imScan: boolean;
}

/** One question to the index of this device: words, `"phrases"`, `-excluded`. */
export interface Suchfrage {
  readonly text: string;
  readonly filter: Suchfilter;
  readonly offset: number;
  /** At most 100. */
  readonly limit: number;
}

/** What a search shows. */
export interface Suchergebnis {
  readonly total: number;
  readonly treffer: readonly Treffer[];
  /** Nothing had the words as typed: the spellings that were found instead. Empty when the words were found. */
  readonly aehnlich: readonly string[];
  /** The index was behind what is on this device: `Suchstand.caughtUp` as it was then; null when it was not. */
  readonly behind: number | null;
}

/** How far the index of this device is. */
export interface Suchstand {
  readonly done: number;
  readonly total: number;
  /** Files without words that can be read: locked, damaged, too large. */
  readonly unread: number;
  /** Moves when something was taken out: what is shown has to be asked for again. */
  readonly removals: number;
  /** Counts how often the index caught up: an answer given while it was behind has to be asked for again. */
  readonly caughtUp: number;
}

/** What a search can be narrowed to. */
export interface Suchauswahl {
  readonly arten: readonly string[];
  readonly personen: readonly { readonly id: string; readonly name: string }[];
  readonly status: readonly string[];
  /** Akten taken along: their files are searched too. */
  readonly akten: readonly { readonly id: string; readonly aktenzeichen: string; readonly titel: string }[];
}
