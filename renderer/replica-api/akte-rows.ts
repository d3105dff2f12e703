import type { Mitnahme } from '../../shared/mitnahme.ts';

/** A unit of the Aktenplan. */
export interface AktenplanKnoten {
  readonly id: string;
  readonly kennzeichen: string;
  readonly titel: string;
  readonly uebergeordnet: string | null;
  /** Akten in it and below. */
  readonly akten: number;
}

/** An Akte in a list. */
export interface AkteZeile {
  readonly id: string;
  readonly aktenzeichen: string;
  readonly titel: string;
  /** Zeichen that it had before, or that a device gave it for the time being. */
  readonly fruehereZeichen: readonly string[];
  readonly aktenplaneinheit: string;
  readonly federfuehrung: string;
  readonly vorgaenge: number;
  readonly dokumente: number;
  readonly status: string;
  readonly vertraulichkeit: string;
  /** Taken along as a whole. */
  readonly gepackt: boolean;
  /** Bytes of everything that packing it takes along, and how many of them are on this device. */
  readonly sizeBytes: number;
  readonly hereBytes: number;
  readonly mitgenommen: readonly Mitnahme[];
}

/** One Akte. */
export interface AkteStand extends AkteZeile {
  /** Dokumente whose leading Version is on this device. */
  readonly dokumenteHier: number;
}

/** A Vorgang in a list. */
export interface VorgangZeile {
  readonly id: string;
  readonly akte: string;
  readonly geschaeftszeichen: string;
  readonly titel: string;
  readonly vorgangstyp: string;
  readonly bearbeitung: string;
  /** Names, joined. */
  readonly beteiligte: string;
  /** ISO 8601; empty = not known. */
  readonly angelegt: string;
  readonly status: string;
  /** The nearest day on which something ends in it, `YYYY-MM-DD`. */
  readonly frist: string | null;
  readonly wiedervorlage: string | null;
  readonly dokumente: number;
  readonly konflikt: boolean;
  readonly unsent: boolean;
}
