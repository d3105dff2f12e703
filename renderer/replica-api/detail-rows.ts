import type { Datensatz } from '../../shared/akte.ts';
import type { Beziehung } from '../../shared/verweis.ts';
import type { Vorgangstyp } from '../../shared/vorgangstypen/vorgangstyp.ts';
import type { AkteZeile, VorgangZeile } from './akte-rows.ts';
import type { DokumentZeile, VerlaufZeile, VersionZeile } from './dokument-rows.ts';
import type { KonfliktKarte } from './open-work.ts';
import type { Name } from './person-name.ts';

/** A Vorgang that is open. */
export interface VorgangDetail {
  readonly vorgang: Datensatz;
  /** Its Vorgangstyp as it was when the Vorgang was made; null: one that somebody typed. */
  readonly typ: Vorgangstyp | null;
  readonly akte: AkteZeile;
  readonly namen: Readonly<Record<string, string>>;
  /** To whom it may be handed on. */
  readonly kollegen: readonly Name[];
  readonly dokumente: readonly DokumentZeile[];
  readonly verlauf: readonly VerlaufZeile[];
  /** Fields with an open Konflikt, and fields with an unsent change. */
  readonly konflikte: readonly KonfliktKarte[];
  /** What it refers to: name and place of each as far as the person sees it, by `art:id`. */
  readonly verweise: readonly Verweis[];
  readonly unsentFelder: readonly string[];
  /** The nearest day on which something ends in it, `YYYY-MM-DD`; null: none. */
  readonly naechsteFrist: string | null;
  /** The day that was typed into it and is no Frist yet; null: none. */
  readonly fristVonHand: string | null;
}

/** A Dokument that is open. */
export interface DokumentDetail {
  readonly dokument: Datensatz;
  readonly zeile: DokumentZeile;
  readonly vorgang: VorgangZeile | null;
  /** The Vorgangstyp of its Vorgang; null: none, or one that somebody typed. */
  readonly typ: Vorgangstyp | null;
  readonly akte: AkteZeile | null;
  readonly versionen: readonly VersionZeile[];
  readonly verlauf: readonly VerlaufZeile[];
  /** What it came with, and what came with it. */
  readonly hauptdokument: DokumentZeile | null;
  readonly anlagen: readonly DokumentZeile[];
  /** What it refers to and, after it, what refers to it as far as the person sees that. */
  readonly verweise: readonly DokumentVerweis[];
}

/** A Dokument with the Version that leads, for acts on several at once. */
export interface DokumentMitFassung {
  readonly zeile: DokumentZeile;
  /** Geschaeftszeichen of its Vorgang; empty in a Posteingang. */
  readonly zeichen: string;
  readonly version: VersionZeile;
}

/** Something that a Vorgang refers to; `titel` empty: the person does not see it. */
export interface Verweis {
  /** `art:id` */
  readonly ziel: string;
  readonly zeichen: string;
  readonly titel: string;
}

/** A link between two Dokumente, seen from one of them; `titel` empty: the person does not see the other one. */
export interface DokumentVerweis {
  readonly beziehung: Beziehung;
  /** Whether it leads from the Dokument that is open to the other one. */
  readonly isOwn: boolean;
  /** Of the other one. */
  readonly dokument: string;
  readonly zeichen: string;
  readonly titel: string;
  readonly unsent: boolean;
}
