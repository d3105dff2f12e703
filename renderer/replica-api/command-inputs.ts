import type { Felder } from '../../shared/akte.ts';
import type { Zugriffsart } from '../../shared/zugriff.ts';

/** When and how something reached the agency. */
export interface Eingang {
  /** Receipt at the agency, ISO 8601 with offset, and where the date comes from. */
  readonly eingangsdatum: string;
  readonly eingangsquelle: string;
  readonly eingangskanal: string;
  readonly absender: string;
}

/** Name and media type of a file. */
export interface Datei {
  readonly dateiname: string;
  readonly mimetyp: string;
}

/** Whole bytes, or what is put behind those of the Version that was lent under this id. Bytes are handed over, not copied. */
export type NewBytes = { readonly bytes: Uint8Array } | { readonly lent: number; readonly appended: Uint8Array };

/** Where a Dokument lay before it was filed, and all that is known of it right after. */
export interface Ablage {
  readonly dokument: string;
  readonly akte: string | null;
  /** null: in a Posteingang. */
  readonly vorgang: string | null;
  readonly stand: string;
}

/** Fields of one Vorgang, each with the revision in which the person saw it. */
export interface VorgangEdit {
  readonly id: string;
  readonly set: Felder;
  readonly base: Readonly<Record<string, number>>;
}

/** Which bytes of a Version are wanted, and what for. */
export interface VersionAccess {
  readonly version: string;
  readonly action: Zugriffsart;
  readonly purpose: string;
  /** The bytes with the highest level; absent = the Version's own, which acts are bound to. */
  readonly format?: 'best';
}
