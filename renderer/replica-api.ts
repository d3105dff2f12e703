import type { Datensatz, DatensatzArt, Felder, Feldwert } from '../shared/akte.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { StampDefinition, StampKind } from '../shared/pdf/stamp/stamp-kind.ts';
import type { SealFacts } from '../shared/sync-protocol.ts';
import type { TrustList } from '../shared/trust/trust-list.ts';
import type { Zugriffsart } from '../shared/zugriff.ts';
import type { LentFile } from './lend-file.ts';

/** What screens may ask the replica (live) and what actions may tell it. Same trust zone, so types suffice. */

export interface Uebersicht {
  readonly posteingang: number;
  /** Operations that the server has not decided, and rejected ones. */
  readonly ausgang: number;
  /** Of these, the rejected ones. */
  readonly abgelehnt: number;
  readonly konflikte: number;
  /** Signatures that this device will raise to a higher level, and those it cannot. */
  readonly anzuheben: number;
  readonly nichtAnhebbar: number;
  readonly gepackt: readonly {
    readonly akte: string;
    readonly aktenzeichen: string;
    readonly titel: string;
    readonly vorgaenge: number;
  }[];
  readonly vorgaenge: number;
  /** Bytes of Versionen on this device: packed Akten, the own Posteingang, what was opened. */
  readonly hereBytes: number;
}

/** Always the truth: what the status line says. */
export interface SyncStatus {
  readonly phase: 'starting' | 'offline' | 'syncing' | 'idle' | 'stopped';
  /** Since when this phase lasts, ISO 8601. */
  readonly since: string;
  /** Progress of the present transfer; total 0 = nothing to count. */
  readonly done: number;
  readonly total: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Vorgaenge with something the server has not decided. */
  readonly waitingVorgaenge: number;
  readonly waitingOperations: number;
  readonly lastSync: string | null;
  readonly leaseUntil: string | null;
  /** Why it is offline or stopped. */
  readonly code: ErrorCode | null;
}

export interface AktenplanKnoten {
  readonly id: string;
  readonly kennzeichen: string;
  readonly titel: string;
  readonly uebergeordnet: string | null;
  /** Akten in it and below. */
  readonly akten: number;
}

export interface AkteZeile {
  readonly id: string;
  readonly aktenzeichen: string;
  readonly titel: string;
  readonly federfuehrung: string;
  readonly vorgaenge: number;
  readonly dokumente: number;
  readonly status: string;
  readonly vertraulichkeit: string;
  /** Taken along: the person packed it, or it is the own Posteingang, which always is. */
  readonly gepackt: boolean;
  readonly istPosteingang: boolean;
  /** Bytes of its Versionen, and how many of them are on this device. */
  readonly sizeBytes: number;
  readonly hereBytes: number;
}

export interface VorgangZeile {
  readonly id: string;
  readonly akte: string;
  readonly geschaeftszeichen: string;
  readonly titel: string;
  readonly vorgangstyp: string;
  readonly bearbeitung: string;
  readonly status: string;
  readonly frist: string | null;
  readonly wiedervorlage: string | null;
  readonly dokumente: number;
  readonly konflikt: boolean;
  readonly unsent: boolean;
}

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

export interface VerlaufZeile {
  readonly id: string;
  readonly zeit: string;
  readonly von: string;
  /** An Ereignis, a new Version, or the intent of an unsent change. */
  readonly was: string;
  readonly text: string;
  /** Of an unsent change: the fields it sets. */
  readonly felder: readonly string[];
  readonly unsent: boolean;
}

export interface VorgangDetail {
  readonly vorgang: Datensatz;
  readonly akte: AkteZeile;
  readonly namen: Readonly<Record<string, string>>;
  readonly dokumente: readonly DokumentZeile[];
  readonly verlauf: readonly VerlaufZeile[];
  /** Fields with an open Konflikt, and fields with an unsent change. */
  readonly konflikte: readonly KonfliktKarte[];
  readonly unsentFelder: readonly string[];
}

export interface DokumentDetail {
  readonly dokument: Datensatz;
  readonly zeile: DokumentZeile;
  readonly vorgang: VorgangZeile | null;
  readonly akte: AkteZeile | null;
  readonly versionen: readonly VersionZeile[];
  readonly verlauf: readonly VerlaufZeile[];
}

/** A Dokument with the Version that leads, for acts on several at once. */
export interface DokumentMitFassung {
  readonly zeile: DokumentZeile;
  /** Geschaeftszeichen of its Vorgang; empty in a Posteingang. */
  readonly zeichen: string;
  readonly version: VersionZeile;
}

export interface AusgangZeile {
  readonly n: number;
  /** The intent; of an Ereignis its kind. */
  readonly was: string;
  readonly art: DatensatzArt;
  /** What it is about, in words: title of the Vorgang or Dokument. */
  readonly titel: string;
  readonly zeichen: string;
  /** What was written, of an Ereignis. */
  readonly text: string;
  readonly felder: readonly string[];
  /** New values, of changed details. */
  readonly werte: Felder;
  readonly zeit: string;
  readonly state: 'waiting' | 'sending' | 'rejected';
  readonly code: ErrorCode | null;
  readonly bytesSent: number;
  readonly bytesTotal: number;
}

export interface KonfliktKarte {
  readonly id: string;
  readonly bezugArt: DatensatzArt;
  readonly bezug: string;
  readonly titel: string;
  readonly zeichen: string;
  readonly feld: string;
  readonly basis: Feldwert;
  readonly mein: Feldwert;
  readonly meinVon: string;
  readonly meinZeit: string;
  /** Whether `mein` is the present person's. */
  readonly meinIchSelbst: boolean;
  readonly ihr: Feldwert;
  readonly ihrVon: string;
  readonly ihrZeit: string;
  /** Whether `ihr` is the present person's, from another device or an earlier day. */
  readonly ihrIchSelbst: boolean;
  /** Only the Federfuehrung or its deputy decides. */
  readonly mayDecide: boolean;
}

/** A kind of stamp: built in, built in and changed by the agency, or its own. */
export interface StempelZeile {
  readonly kind: StampKind;
  readonly herkunft: 'mitgeliefert' | 'geaendert' | 'eigen';
  /** Whether it is offered at all, and whether the present person may use it. */
  readonly aktiv: boolean;
  readonly darf: boolean;
  readonly unsent: boolean;
}

export interface Stempelkatalog {
  readonly arten: readonly StempelZeile[];
  readonly einheiten: readonly { readonly id: string; readonly name: string }[];
  /** Whether the present person may change the kinds (Registratur). */
  readonly darfPflegen: boolean;
}

export interface Page<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

/** The trusted list for a validation; without one everything is empty, `number` 0 and `asOf` null. */
export type Trust = Omit<TrustList, 'asOf'> & { readonly asOf: string | null };

/** What is said of the trusted list. Times ISO 8601 in UTC. */
export interface TrustState {
  /** 0 = there is none. */
  readonly number: number;
  /** When the authority last read it. */
  readonly asOf: string | null;
  readonly nextUpdate: string | null;
  /** Whole days since `asOf`. */
  readonly days: number;
  /** Country codes of the lists in it. */
  readonly territories: readonly string[];
  /** Services in it. */
  readonly entries: number;
  /** Why there is none, why a newer one was refused, or 'trust-list-stale'. */
  readonly code: ErrorCode | null;
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
