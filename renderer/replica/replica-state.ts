import type { ErrorCode } from '../../shared/errors.ts';
import type { Nummernblock } from '../../shared/nummern.ts';
import type { RaiseTarget } from '../../shared/sync-protocol.ts';
import type { ReplicaDatabase } from './database.ts';
import { SEGMENT_FORMAT } from './pack-records.ts';
import { openRow, type SealedRow, type Sealer, sealRow } from './seal.ts';

/**
 * The one row of `meta`, written in the same transaction as the records it speaks of. It is also the sentinel: counts that
 * do not match mean that the browser lost data silently.
 */
export interface ReplicaState {
  readonly person: string;
  readonly device: string;
  readonly epoch: string | null;
  /** Sequence up to which everything visible is contained here. */
  readonly cursor: number;
  readonly segmentCount: number;
  readonly hotCount: number;
  readonly nextSegment: number;
  readonly nextHot: number;
  readonly lastSync: string | null;
  readonly leaseUntil: string | null;
  /** Akten taken along, of a state from before main kept them. */
  readonly packed?: readonly string[];
  /** Operations up to this n are settled unless listed in `unsettled`. */
  readonly settledUpTo: number;
  readonly unsettled: readonly number[];
  /**
   * The server was restored: its words on operations from this number on are other ones than the journal holds, until it was
   * asked again. Null = the journal holds its words.
   */
  readonly askAgainFrom: number | null;
  /** To which level the server wants signatures raised. */
  readonly raiseTo: RaiseTarget;
  /** Versionen that could not be raised yet, or never can. */
  readonly notRaised: readonly NotRaised[];
  /** Running numbers that belong to this device (docs/spec/akte.md A3). */
  readonly nummern: readonly Nummernblock[];
  /** Oldest format among the segments. */
  readonly segmentFormat: number;
  /** Rows up to this sequence are pulled once more, because what was lost is not known: what is here is not written again. */
  readonly rereadUpTo: number;
  /** The last damage of the records, null when there was none. */
  readonly repair: Repair | null;
}

/** `records`: how many were lost, null = all or not known; `doneAt` null = not fetched again yet. */
export interface Repair {
  readonly foundAt: string;
  readonly doneAt: string | null;
  readonly records: number | null;
}

/**
 * Why raising a Version failed last, null when it turned out to be at the level; `until` is when to try again, ISO 8601, null
 * for never.
 */
export interface NotRaised {
  readonly version: string;
  readonly code: ErrorCode | null;
  readonly tries: number;
  readonly until: string | null;
}

const STATE_ROW = 1;

/** The state of a replica that has not pulled anything. */
export function emptyState(person: string, device: string): ReplicaState {
  return {
    person,
    device,
    epoch: null,
    cursor: 0,
    segmentCount: 0,
    hotCount: 0,
    nextSegment: 1,
    nextHot: 1,
    lastSync: null,
    leaseUntil: null,
    settledUpTo: 0,
    unsettled: [],
    askAgainFrom: null,
    raiseTo: 'none',
    notRaised: [],
    nummern: [],
    segmentFormat: SEGMENT_FORMAT,
    rereadUpTo: 0,
    repair: null,
  };
}

export function sealState(sealer: Sealer, state: ReplicaState): Promise<SealedRow> {
  return sealRow(sealer, 'meta', STATE_ROW, 1, state);
}

/** The sentinel row; null when it is missing or cannot be opened. `owner` stands for what an older state lacks. */
export async function readState(
  database: ReplicaDatabase,
  sealer: Sealer,
  owner: { readonly person: string; readonly device: string },
): Promise<ReplicaState | null> {
  const row = await database.meta.get(STATE_ROW);
  if (!row) return null;
  const state = await openRow(sealer, 'meta', row).then(
    (value) => value as Partial<ReplicaState>,
    () => null,
  );
  // A state of an older version lacks what was added since.
  return state && { ...emptyState(owner.person, owner.device), segmentFormat: 1, ...state };
}
