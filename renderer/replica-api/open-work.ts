import type { DatensatzArt, Felder, Feldwert } from '../../shared/akte.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Bedeutung } from '../../shared/konflikt-werte.ts';
import type { UebergabeStand } from './handover-rows.ts';

/** Counts for navigation and status line. */
export interface Uebersicht {
  /** What waits for the present person today. */
  readonly vorrat: number;
  /** Of these, the limits that end today. */
  readonly fristenHeute: number;
  /** For whom the person acts at this moment, and what stands before her signature then; null = for herself. */
  readonly vertretung: { readonly id: string; readonly name: string; readonly zeichnung: string } | null;
  readonly posteingang: number;
  /** Operations that the server has not decided, and rejected ones. */
  readonly ausgang: number;
  /** Of these, the rejected ones. */
  readonly abgelehnt: number;
  readonly konflikte: number;
  /** Refused work of others that was given to the present person. */
  readonly uebergaben: number;
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
  /** What the page Speicher has to tell: what left by itself, damage, a full disk. */
  readonly speicher: number;
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
  /** How far this workstation's clock was ahead of the server's at the last contact, negative when it was behind; milliseconds. */
  readonly clockOffMs: number;
  /** The server takes what this program makes until then, ISO 8601; null = no end is in sight. */
  readonly updateUntil: string | null;
  /** Why it is offline or stopped. */
  readonly code: ErrorCode | null;
}

/** A change that the server has not decided, or rejected. */
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
  /** For whom the person stood in, by name; null = in her own matter. */
  readonly fuer: string | null;
  readonly state: 'waiting' | 'sending' | 'rejected';
  readonly code: ErrorCode | null;
  /** Of a rejected one: who can help, by name. */
  readonly helfer: readonly string[];
  /** Of a rejected one: it can be given to somebody who still has the right to its Akte. */
  readonly mayHandOver: boolean;
  /** Of a rejected one that was given to somebody else. */
  readonly uebergabe: UebergabeStand | null;
  readonly bytesSent: number;
  readonly bytesTotal: number;
}

/** Two values of one field between which a person decides. */
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
  /** Only the Federfuehrung or its deputy decides (S85). */
  readonly mayDecide: boolean;
  /** Names of those in charge of the Vorgang and of the Akte. */
  readonly federfuehrung: readonly string[];
  /** What the ids among the values stand for. */
  readonly bedeutung: Readonly<Record<string, Bedeutung>>;
}
