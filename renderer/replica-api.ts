import type { DatensatzArt, Felder, Feldwert } from '../shared/akte.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { Entscheidung } from '../shared/geschaeftsgang/gang-types.ts';
import type { StampDefinition } from '../shared/pdf/stamp/stamp-kind.ts';
import type { SealFacts } from '../shared/sync-protocol.ts';
import type { Zugriffsart } from '../shared/zugriff.ts';
import type { LentFile } from './ranges/lend-file.ts';
import type { StreamedFile } from './ranges/stream-file.ts';
import type { Ablage, Datei, Eingang, NewBytes, VersionAccess, VorgangEdit } from './replica-api/command-inputs.ts';
import type { NeueFrist } from './replica-api/frist-rows.ts';
import type { NeuerSchritt } from './replica-api/gang-rows.ts';
import type { UebergabeInhalt } from './replica-api/handover-rows.ts';
import type { QueryName } from './replica-api/live-queries.ts';
import type { NeuerPostausgang } from './replica-api/postausgang-rows.ts';
import type { TextLayerPage } from './replica-api/recognition-rows.ts';
import type { Suchergebnis, Suchfrage } from './replica-api/search-rows.ts';
import type { ScopeName } from './replica-api/store-rows.ts';
import type { Trust } from './replica-api/trust-state.ts';

/** What screens may ask the replica (live) and what actions may tell it. Same trust zone, so types suffice. */

/** Things to do. Each resolves when the change is safe on this device (journal fsynced), not when it was sent. */
export interface Commands {
  /** Lists change by element, so that two people's additions do not contradict each other (S9). */
  readonly editVorgang: {
    input: {
      id: string;
      set: Felder;
      base: Record<string, number>;
      add?: Record<string, string[]>;
      remove?: Record<string, string[]>;
    };
    output: null;
  };
  /** All or none; `before` = the same fields as they were. Only fields that lists show can be set so. */
  readonly editVorgaenge: { input: { edits: readonly VorgangEdit[] }; output: { before: readonly VorgangEdit[] } };
  readonly editDokument: { input: { id: string; set: Felder; base: Readonly<Record<string, number>> }; output: null };
  /** Acts for a colleague from now on until the lock, or again for oneself. Throws AppError 'not-deputy'. */
  readonly standIn: { input: { person: string | null }; output: null };
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
      /** PDFs that came with it: each becomes a Dokument that names this one (`anlageZu`). */
      anlagen?: readonly { name: string; bytes: Uint8Array }[];
      vorgang: string | null;
      eingang: Eingang;
    };
    output: { dokument: string; version: string };
  };
  /** Hands what came in, and its Anlagen beside it, out to the Posteingang of another Einheit, all or none. */
  readonly assignDokumente: { input: { dokumente: readonly string[]; einheit: string }; output: null };
  /** With its Anlagen that lie beside it; `before` = where each lay. */
  readonly fileDokument: {
    input: { dokument: string; vorgang: string };
    output: { before: readonly Ablage[] };
  };
  /** Takes filings back, all or none. Throws AppError 'undo-too-late' when anything else happened to one since. */
  readonly takeBackAblage: { input: { before: readonly Ablage[] }; output: null };
  readonly addVersion: {
    input: NewBytes & {
      dokument: string;
      vorgaenger: string;
      entstehung: 'stempel' | 'unterschrift' | 'bearbeitung' | 'schreiben';
      /** Text of the Ereignis that goes with it. */
      text: string;
      /** Of another kind than the one before; absent = of the same. */
      datei?: Datei;
    };
    output: { version: string };
  };
  /**
   * What was written outside becomes the Version after `vorgaenger` (where the record lost that one: after the leading one), and only once; where a Schlusszeichnung closed the
   * Dokument meanwhile, Version 1 of a new one beside it, titled `beside.titel`. `nummer` = of the Version it became.
   */
  readonly takeDraft: {
    input: {
      dokument: string;
      vorgaenger: string;
      bytes: Uint8Array;
      /** `beside`: a file of another kind is a Dokument of its own in any case. */
      as: 'version' | 'beside';
      datei: Datei;
      text: string;
      beside: { readonly titel: string; readonly text: string };
    };
    output: { dokument: string; version: string; nummer: number; isBeside: boolean };
  };
  /** A text written here as a new Dokument in a Vorgang: it came from nobody. */
  readonly createEntwurf: {
    input: { vorgang: string; titel: string; bytes: Uint8Array; datei: Datei; text: string };
    output: { dokument: string; version: string };
  };
  /** What was written here as a new Dokument in a Vorgang. */
  readonly addSchreiben: {
    input: {
      vorgang: string;
      titel: string;
      dokumenttyp: string;
      dateiname: string;
      bytes: Uint8Array;
      /** The Dokument that it answers, which it is linked to; null: none. */
      antwortAuf?: string | null;
    };
    output: { dokument: string };
  };
  /** A new Dokument beside another one that must not bear a stamp, in the same Vorgang; `text` = what the stamp says. */
  readonly addLaufzettel: {
    input: { zu: string; version: string; titel: string; dateiname: string; bytes: Uint8Array; text: string };
    output: { dokument: string };
  };
  /** The report on a Version as a new Dokument in the same Vorgang; `text` = the Vermerk at the original. */
  readonly addBericht: {
    input: {
      zu: string;
      version: string;
      titel: string;
      dateiname: string;
      dokumenttyp: 'Prüfbericht' | 'Verfügungsblatt';
      bytes: Uint8Array;
      text: string;
    };
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
  /** `grund` = why it is closed although something is missing, empty when nothing is. */
  readonly closeVorgang: { input: { id: string; grund: string }; output: null };
  readonly createAkte: {
    input: { titel: string; aktenplaneinheit: string; vertraulichkeit: string; schutzbedarf: string };
    output: { id: string };
  };
  readonly editAkte: { input: { id: string; set: Felder; base: Readonly<Record<string, number>> }; output: null };
  readonly closeAkte: { input: { id: string; grund: string }; output: null };
  readonly reopen: { input: { art: 'akte' | 'vorgang'; id: string; grund: string }; output: null };
  readonly moveVorgang: { input: { id: string; akte: string }; output: null };
  /** What a Vorgang or Dokument refers to, each as in shared/verweis.ts; answers what that changed. Throws AppError 'input-invalid' for itself. */
  readonly link: {
    input: { art: 'vorgang' | 'dokument'; id: string; add: readonly string[]; remove: readonly string[] };
    output: { add: readonly string[]; remove: readonly string[] };
  };
  /** Notes that the leading Version left the agency. */
  readonly dispatch: { input: NeuerPostausgang; output: { id: string } };
  /** What became of it; `rev` = the revision that the person saw. */
  readonly noteDelivery: {
    input: { id: string; rev: number; zugang: string | null; zurueck: string | null; nachweis: string };
    output: null;
  };
  /** Computes a Frist as of today and sets it; `ersetzt`: the one that this computation replaces. */
  readonly setFrist: { input: NeueFrist; output: { id: string } };
  /** `aufgehoben` wants a reason. */
  readonly settleFrist: { input: { id: string; status: 'erledigt' | 'aufgehoben'; grund: string }; output: null };
  /** Bytes of a Version, after the access record is on disk; fetches them when connected, else `version-not-here`. */
  readonly readVersion: { input: VersionAccess; output: { bytes: Uint8Array } };
  /** The same for a worker that reads in ranges; `sha` as the record names it. Until `returnVersion` under this id. */
  readonly lendVersion: { input: VersionAccess; output: LentFile & { id: number; sha: string } };
  /** The same for a page, which asks through a port. Until `returnVersion` under this id. */
  readonly streamVersion: { input: VersionAccess; output: StreamedFile & { id: number; sha: string } };
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
  /** Takes along; the bytes come with the next exchanges. */
  readonly pack: { input: { scopes: readonly ScopeName[] }; output: null };
  /** Their bytes leave this device unless something else that is taken along needs them. */
  readonly unpack: { input: { scopes: readonly ScopeName[] }; output: null };
  readonly pausePacking: { input: { isPaused: boolean }; output: null };
  /** The person has read what left by itself and what was repaired. */
  readonly forgetLeft: { input: Record<string, never>; output: null };
  /** Reads the files that acts are bound to and that lie here; the question `geschaeftsgang` then says what they are. */
  readonly checkGangFiles: { input: { dokument: string }; output: null };
  /** Opens every block and every file that lies here; what is damaged is fetched again. Ends early by `endCheck`. */
  readonly checkStore: { input: Record<string, never>; output: null };
  readonly endCheck: { input: Record<string, never>; output: null };
  /** Removes the bytes that are not taken along; answers how many. */
  readonly freeSpace: { input: Record<string, never>; output: { bytes: number } };
  readonly discardRejected: { input: { n: number; grund: string }; output: null };
  readonly keepAsVermerk: { input: { n: number; vorgang: string; text: string }; output: null };
  readonly askReopening: { input: { n: number; grund: string }; output: null };
  readonly retryRejected: { input: { n: number }; output: null };
  /** Seals this change, and what else of its Akte was refused for want of a right, for the devices of another person (S102). */
  readonly handOver: { input: { n: number; an: string }; output: null };
  /** Closes a refused change whose package the authority has. */
  readonly putAway: { input: { n: number }; output: null };
  /** What a package holds, after the access record is on disk; `package-not-here` without a connection. */
  readonly openPackage: { input: { id: string }; output: readonly UebergabeInhalt[] };
  readonly readPackageFile: { input: { id: string; sha: string }; output: { bytes: Uint8Array } };
  /** Into a Vorgang of its Akte: `text` becomes the Vermerk, every file a Dokument. */
  readonly takePackage: { input: { id: string; vorgang: string; text: string }; output: null };
  readonly layAside: { input: { id: string; grund: string }; output: null };
  /** Orders steps; with `shifts`, those of the future from there on move one number back. */
  readonly addSchritte: {
    input: { dokument: string; schritte: readonly NeuerSchritt[]; shifts: boolean };
    output: null;
  };
  readonly recallSchritt: { input: { schritt: string; grund: string }; output: null };
  readonly delegateSchritt: { input: { schritt: string; an: string }; output: null };
  /** Signs for a step, about the Version with this hash. */
  readonly completeSchritt: {
    input: { schritt: string; sha: string; entscheidung: Entscheidung; kommentar: string };
    output: null;
  };
  /** Classes the change from one Version to another. */
  readonly markChange: {
    input: { dokument: string; vonSha: string; sha: string; klasse: 'redaktionell' | 'wesentlich'; kommentar: string };
    output: null;
  };
  readonly reopenGang: { input: { dokument: string; kommentar: string }; output: null };
  /** Whom this device trusts, for the pdf worker; offline too. */
  readonly readTrust: { input: Record<string, never>; output: Trust };
  /** The seal of the authority that this person may use now. */
  readonly readSeal: { input: Record<string, never>; output: SealFacts['seal'] };
  /** Has the server seal the bytes that it holds of this Version; the result arrives as the next one. */
  readonly sealVersion: { input: { version: string }; output: { version: string } };
  /** Searches this device, in two parts when there is much to read; an access record is on disk before each is shown (R87). */
  readonly search: { input: Suchfrage; output: Suchergebnis };
  /** Reads the words in the pictures of a scan, before all others. */
  readonly recogniseText: { input: { version: string }; output: null };
  /** Whether scans are read by themselves has changed: looks again. */
  readonly lookForScans: { input: Record<string, never>; output: null };
  /** The words that were recognised, with their places; the access record is on disk before they come. */
  readonly readTextLayer: { input: { version: string }; output: { pages: readonly TextLayerPage[] } };
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

/** How the replica was found at its start. */
export interface Started {
  /** What was on this device was damaged or gone and is being fetched again. */
  readonly rebuilt: boolean;
  /** Journal or access log ended in bytes that are no whole entry; they were put aside. */
  readonly cutAtTail: boolean;
  /** Records of the access log are gone from its end (Z10). */
  readonly isLogShortened: boolean;
}

/** Worker to page. */
export type FromWorker =
  | ({ readonly type: 'ready' } & Started)
  | { readonly type: 'failed'; readonly code: ErrorCode }
  /** The browser leaves this worker without an answer; another one may get one. */
  | { readonly type: 'unanswered' }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  /** Part of what a command will answer, before it is `done`. */
  | { readonly type: 'part'; readonly id: number; readonly value: unknown }
  | { readonly type: 'done'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'done'; readonly id: number; readonly ok: false; readonly code: ErrorCode };
