import type { DatensatzArt, Felder, Feldwert } from '../../shared/akte.ts';
import type { ErrorCode } from '../../shared/errors.ts';

/** Somebody whom refused work can be given to. */
export interface Empfaenger {
  readonly id: string;
  readonly name: string;
  readonly einheit: string;
  /** A device of hers is known that it can be sealed for. */
  readonly hasKey: boolean;
}

/** Of a refused change: to whom it was handed over, when, and whether the authority has it. */
export interface UebergabeStand {
  readonly an: string;
  readonly zeit: string;
  readonly state: 'waiting' | 'done' | 'rejected';
  /** Why it was refused. */
  readonly code: ErrorCode | null;
}

/** A package that the present person got and has not dealt with. */
export interface UebergabeZeile {
  readonly id: string;
  readonly akte: string;
  readonly aktenzeichen: string;
  readonly akteTitel: string;
  /** Whose work it is, by name. */
  readonly von: string;
  readonly zeit: string;
  readonly changes: number;
  readonly sizeBytes: number;
}

/** One field as the author set it, and as it is now; `moved`: somebody changed it after the author had seen it. */
export interface UebergabeFeld {
  readonly feld: string;
  readonly mein: Feldwert;
  readonly jetzt: Feldwert;
  readonly moved: boolean;
}

/** One change of a package. */
export interface UebergabeInhalt {
  readonly was: string;
  readonly art: DatensatzArt;
  readonly titel: string;
  readonly zeichen: string;
  readonly zeit: string;
  /** What was written, of an Ereignis. */
  readonly text: string;
  /** Empty for what was new. */
  readonly felder: readonly UebergabeFeld[];
  /** What was set, of something new. */
  readonly werte: Felder;
  readonly datei: { readonly sha: string; readonly name: string; readonly sizeBytes: number } | null;
}
