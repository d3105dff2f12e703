import type { DatensatzArt, Felder, Feldwert } from '../shared/akte.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { StampDefinition } from '../shared/pdf/stamp/stamp-kind.ts';
import type { SealFacts } from '../shared/sync-protocol.ts';
import type { Zugriffsart } from '../shared/zugriff.ts';
import type { LentFile } from './lend-file.ts';
import type { AktenplanKnoten, AkteZeile, VorgangZeile } from './replica-api/akte-rows.ts';
import type { DokumentDetail, DokumentMitFassung, VorgangDetail } from './replica-api/detail-rows.ts';
import type { DokumentZeile } from './replica-api/dokument-rows.ts';
import type { AusgangZeile, KonfliktKarte, SyncStatus, Uebersicht } from './replica-api/open-work.ts';
import type { Stempelkatalog } from './replica-api/stempel-rows.ts';
import type { Trust, TrustState } from './replica-api/trust-state.ts';

/** What screens may ask the replica (live) and what actions may tell it. Same trust zone, so types suffice. */

export interface Page<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

/** Live questions. A subscription answers at once and again whenever the answer may have changed. */
export interface Queries {
  readonly uebersicht: { input: Record<string, never>; output: Uebersicht };
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
  readonly akte: { input: { id: string }; output: AkteZeile | null };
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
  readonly vorgang: { input: { id: string }; output: VorgangDetail | null };
  readonly dokument: { input: { id: string }; output: DokumentDetail | null };
  /** In the order of `ids`; those that are not here (any more) are left out. */
  readonly dokumente: { input: { ids: readonly string[] }; output: readonly DokumentMitFassung[] };
  readonly posteingang: { input: Record<string, never>; output: readonly DokumentZeile[] };
  readonly ausgang: { input: Record<string, never>; output: readonly AusgangZeile[] };
  readonly konflikte: { input: Record<string, never>; output: readonly KonfliktKarte[] };
  readonly stempelkatalog: { input: Record<string, never>; output: Stempelkatalog };
  readonly trust: { input: Record<string, never>; output: TrustState };
}
export type QueryName = keyof Queries;

export interface Eingang {
  /** Receipt at the agency, ISO 8601 with offset, and where the date comes from. */
  readonly eingangsdatum: string;
  readonly eingangsquelle: string;
  readonly eingangskanal: string;
  readonly absender: string;
}

/** Whole bytes, or what is put behind those of the Version that was lent under this id. Bytes are handed over, not copied. */
export type NewBytes = { readonly bytes: Uint8Array } | { readonly lent: number; readonly appended: Uint8Array };

/** Which bytes of a Version are wanted, and what for. */
export interface VersionAccess {
  readonly version: string;
  readonly action: Zugriffsart;
  readonly purpose: string;
  /** The bytes with the highest level; absent = the Version's own, which acts are bound to. */
  readonly format?: 'best';
}

/** Things to do. Each resolves when the change is safe on this device (journal fsynced), not when it was sent. */
export interface Commands {
  readonly editVorgang: { input: { id: string; set: Felder; base: Readonly<Record<string, number>> }; output: null };
  readonly editDokument: { input: { id: string; set: Felder; base: Readonly<Record<string, number>> }; output: null };
  readonly createVorgang: { input: { akte: string; titel: string; vorgangstyp: string }; output: { id: string } };
  /**
   * The file as received becomes Version 1, and the signatures that came beside it its further files. vorgang null =
   * Posteingang of the person's Einheit; mimetyp absent = PDF.
   */
  readonly importDokument: {
    input: {
      name: string;
      mimetyp?: string;
      titel: string;
      bytes: Uint8Array;
      signaturen?: readonly { name: string; bytes: Uint8Array }[];
      vorgang: string | null;
      eingang: Eingang;
    };
    output: { dokument: string; version: string };
  };
  readonly fileDokument: { input: { dokument: string; vorgang: string }; output: null };
  readonly addVersion: {
    input: NewBytes & {
      dokument: string;
      vorgaenger: string;
      entstehung: 'stempel' | 'unterschrift' | 'bearbeitung';
      /** Text of the Ereignis that goes with it. */
      text: string;
    };
    output: { version: string };
  };
  /** A new Dokument beside another one that must not bear a stamp, in the same Vorgang; `text` = what the stamp says. */
  readonly addLaufzettel: {
    input: { zu: string; version: string; titel: string; dateiname: string; bytes: Uint8Array; text: string };
    output: { dokument: string };
  };
  /** The report on a Version as a new Dokument in the same Vorgang; `text` = the Vermerk at the original. */
  readonly addPruefbericht: {
    input: { zu: string; version: string; titel: string; dateiname: string; bytes: Uint8Array; text: string };
    output: { dokument: string };
  };
  /**
   * A PDF out of an envelope as a new Dokument in the same place, with the same receipt; `vermerk` = what the envelope's
   * history says, `herkunft` = what that of the new one says.
   */
  readonly addMember: {
    input: {
      zu: string;
      version: string;
      titel: string;
      dateiname: string;
      bytes: Uint8Array;
      vermerk: string;
      herkunft: string;
    };
    output: { dokument: string };
  };
  readonly chooseVersion: { input: { dokument: string; version: string }; output: null };
  readonly addVermerk: { input: { bezugArt: DatensatzArt; bezug: string; text: string }; output: null };
  readonly closeVorgang: { input: { id: string }; output: null };
  /** Bytes of a Version, after the access record is on disk; fetches them when connected, else `version-not-here`. */
  readonly readVersion: { input: VersionAccess; output: { bytes: Uint8Array } };
  /** The same for a worker that reads in ranges; `sha` as the record names it. Until `returnVersion` under this id. */
  readonly lendVersion: { input: VersionAccess; output: LentFile & { id: number; sha: string } };
  readonly returnVersion: { input: { id: number }; output: null };
  /** The signatures that came beside a Version, after the access record is on disk. */
  readonly readSignatures: {
    input: { version: string; action: Zugriffsart; purpose: string };
    output: { signatures: readonly { dateiname: string; bytes: Uint8Array }[] };
  };
  readonly resolveKonflikt: { input: { konflikt: string; wert: Feldwert }; output: null };
  /** Adds or changes a kind of stamp; `definition` null: as built in. */
  readonly setStempelart: {
    input: { id: string; titel: string; definition: StampDefinition | null; aktiv: boolean };
    output: null;
  };
  readonly packAkten: { input: { akten: readonly string[] }; output: null };
  readonly unpackAkten: { input: { akten: readonly string[] }; output: null };
  readonly discardRejected: { input: { n: number }; output: null };
  readonly retryRejected: { input: { n: number }; output: null };
  /** Whom this device trusts, for the pdf worker; offline too. */
  readonly readTrust: { input: Record<string, never>; output: Trust };
  /** The seal of the authority that this person may use now. */
  readonly readSeal: { input: Record<string, never>; output: SealFacts['seal'] };
  /** Has the server seal the bytes that it holds of this Version; the result arrives as the next one. */
  readonly sealVersion: { input: { version: string }; output: { version: string } };
  readonly syncNow: { input: Record<string, never>; output: null };
  /** Writes everything hot into segments and the column snapshot; used before lock. */
  readonly flush: { input: Record<string, never>; output: null };
}
export type CommandName = keyof Commands;

/** Page to worker. `start` carries the MessagePort to main. */
export type ToWorker =
  | { readonly type: 'start' }
  | { readonly type: 'subscribe'; readonly id: number; readonly name: QueryName; readonly input: unknown }
  | { readonly type: 'unsubscribe'; readonly id: number }
  | { readonly type: 'command'; readonly id: number; readonly name: CommandName; readonly input: unknown };

/** Worker to page. */
export type FromWorker =
  | { readonly type: 'ready'; readonly rebuilt: boolean }
  | { readonly type: 'failed'; readonly code: ErrorCode }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'done'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'done'; readonly id: number; readonly ok: false; readonly code: ErrorCode };
