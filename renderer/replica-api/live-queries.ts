import type { Uebung } from '../../shared/uebungen.ts';
import type { Abschluss, AkteDetail, ProfilAngaben } from './abschluss-rows.ts';
import type { AktenplanKnoten, AkteStand, AkteZeile, VorgangZeile } from './akte-rows.ts';
import type { DokumentDetail, DokumentMitFassung, VorgangDetail } from './detail-rows.ts';
import type { DokumentZeile, LinkZeile } from './dokument-rows.ts';
import type { FristDetail, FristZeile, WiedervorlageZeile } from './frist-rows.ts';
import type { Geschaeftsgang, SchrittZeile } from './gang-rows.ts';
import type { Empfaenger, UebergabeZeile } from './handover-rows.ts';
import type { AusgangZeile, KonfliktKarte, SyncStatus, Uebersicht } from './open-work.ts';
import type { PostausgangZeile } from './postausgang-rows.ts';
import type { Texterkennung } from './recognition-rows.ts';
import type { Suchauswahl, Suchstand } from './search-rows.ts';
import type { Stempelkatalog } from './stempel-rows.ts';
import type { PackPlan, ScopeName, Speicher } from './store-rows.ts';
import type { TrustState } from './trust-state.ts';
import type { Vorrat, VorratFilter } from './vorrat-rows.ts';

/** One stretch of a long list, and how many rows it has in all. */
export interface Page<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

/** Live questions. A subscription answers at once and again whenever the answer may have changed. */
export interface Queries {
  readonly uebersicht: { input: Record<string, never>; output: Uebersicht };
  readonly arbeitsvorrat: { input: VorratFilter & { offset: number; limit: number }; output: Vorrat };
  readonly syncStatus: { input: Record<string, never>; output: SyncStatus };
  readonly aktenplan: { input: Record<string, never>; output: readonly AktenplanKnoten[] };
  readonly akten: {
    input: {
      aktenplaneinheit: string | null;
      text: string;
      sort: keyof AkteZeile;
      descending: boolean;
      offset: number;
      limit: number;
    };
    output: Page<AkteZeile>;
  };
  readonly akte: { input: { id: string }; output: AkteStand | null };
  readonly akteAngaben: { input: { id: string }; output: AkteDetail | null };
  /** What closing means now, or meant; null when it is not here. */
  readonly abschluss: { input: { art: 'akte' | 'vorgang'; id: string }; output: Abschluss | null };
  readonly profil: { input: Record<string, never>; output: ProfilAngaben };
  readonly vorgaenge: {
    input: {
      akte: string | null;
      text: string;
      sort: keyof VorgangZeile;
      descending: boolean;
      offset: number;
      limit: number;
    };
    output: Page<VorgangZeile>;
  };
  readonly linkbareDokumente: {
    input: { zu: string; text: string; offset: number; limit: number };
    output: Page<LinkZeile>;
  };
  readonly vorgang: { input: { id: string }; output: VorgangDetail | null };
  readonly dokument: { input: { id: string }; output: DokumentDetail | null };
  /** In the order of `ids`; those that are not here (any more) are left out. */
  readonly dokumente: { input: { ids: readonly string[] }; output: readonly DokumentMitFassung[] };
  readonly posteingang: { input: Record<string, never>; output: readonly DokumentZeile[] };
  readonly ausgang: { input: Record<string, never>; output: readonly AusgangZeile[] };
  readonly konflikte: { input: Record<string, never>; output: readonly KonfliktKarte[] };
  /** Whom refused work can be handed over to. */
  readonly empfaenger: { input: Record<string, never>; output: readonly Empfaenger[] };
  /** Packages that wait for the present person. */
  readonly uebergaben: { input: Record<string, never>; output: readonly UebergabeZeile[] };
  /** Of one Vorgang all; null: those that run and are the present person's. The most urgent first, without a date before them. */
  readonly fristen: { input: { vorgang: string | null }; output: readonly FristZeile[] };
  readonly frist: { input: { id: string }; output: FristDetail | null };
  /** Of the Vorgaenge that the present person has in hand, by day. */
  readonly wiedervorlagen: { input: Record<string, never>; output: readonly WiedervorlageZeile[] };
  /** Of one Dokument, or of all in one Vorgang; the youngest first. */
  readonly postausgaenge: {
    input: { readonly dokument: string } | { readonly vorgang: string };
    output: readonly PostausgangZeile[];
  };
  /** Null: the Dokument is not here, or in no Vorgang. */
  readonly geschaeftsgang: { input: { dokument: string }; output: Geschaeftsgang | null };
  readonly schritteFuerMich: { input: Record<string, never>; output: readonly SchrittZeile[] };
  readonly stempelkatalog: { input: Record<string, never>; output: Stempelkatalog };
  readonly trust: { input: Record<string, never>; output: TrustState };
  readonly suchstand: { input: Record<string, never>; output: Suchstand };
  /** Null: no scan, or not looked into yet. */
  readonly texterkennung: { input: { version: string }; output: Texterkennung | null };
  readonly suchauswahl: { input: Record<string, never>; output: Suchauswahl };
  readonly packPlan: { input: { scopes: readonly ScopeName[] }; output: PackPlan };
  readonly speicher: { input: Record<string, never>; output: Speicher };
  /** Which exercises of practice are done, as the records say. */
  readonly uebungen: { input: Record<string, never>; output: readonly Uebung[] };
}
export type QueryName = keyof Queries;
