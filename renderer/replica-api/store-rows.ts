import type { LeavingReason, PackScope } from '../../shared/pack-list.ts';

/** What can be taken along, named by kind and id. */
export type ScopeName = Pick<PackScope, 'art' | 'id'>;

/** What packing would load. */
export interface PackPlan {
  readonly zeilen: readonly { readonly id: string; readonly titel: string; readonly sizeBytes: number }[];
  readonly sizeBytes: number;
  /** Of these, not on this device yet; bytes that lie in several of them count once. */
  readonly missingBytes: number;
  /** What this device still has room for; null = not known. */
  readonly freeBytes: number | null;
}

/** One scope that is taken along. */
export interface SpeicherZeile extends ScopeName {
  readonly titel: string;
  readonly zeichen: string;
  readonly sizeBytes: number;
  readonly hereBytes: number;
  /** Since when it is taken along, when one of its documents was opened last, and since when all of it is known to be whole. */
  readonly since: string | null;
  readonly lastUsed: string | null;
  readonly verified: string | null;
  /** The own Posteingang is always here. */
  readonly isFixed: boolean;
}

/** A check of everything that lies here: how far it is, or how the last one ended. */
export interface CheckState {
  readonly isRunning: boolean;
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Damaged pieces found, which are fetched again. */
  readonly damaged: number;
  /** When it ended, null = not yet. */
  readonly endedAt: string | null;
}

/** What lies on this device. */
export interface Speicher {
  readonly zeilen: readonly SpeicherZeile[];
  readonly hereBytes: number;
  /** Opened in passing and not taken along. */
  readonly otherBytes: number;
  readonly missingBytes: number;
  readonly freeBytes: number | null;
  readonly paused: 'person' | 'disk-full' | null;
  readonly left: readonly { readonly titel: string; readonly why: LeavingReason; readonly at: string }[];
  readonly check: CheckState;
  /** The last damage of the records, `doneAt` null = being fetched again. */
  readonly repair: { readonly foundAt: string; readonly doneAt: string | null; readonly records: number | null } | null;
  /** Whether everything that the person has in hand is taken along. */
  readonly hasVorrat: boolean;
}
