import type { ErrorCode } from '../../shared/errors.ts';
import type { RaiseTarget } from '../../shared/sync-protocol.ts';
import { type SealedRow, type Sealer, sealRow } from './seal.ts';

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
  /** Akten taken along. */
  readonly packed: readonly string[];
  /** Operations up to this n are settled unless listed in `unsettled`. */
  readonly settledUpTo: number;
  readonly unsettled: readonly number[];
  /** To which level the server wants signatures raised. */
  readonly raiseTo: RaiseTarget;
  /** Versionen that could not be raised yet, or never can. */
  readonly notRaised: readonly NotRaised[];
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

export const STATE_ROW = 1;

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
    packed: [],
    settledUpTo: 0,
    unsettled: [],
    raiseTo: 'none',
    notRaised: [],
  };
}

export function sealState(sealer: Sealer, state: ReplicaState): Promise<SealedRow> {
  return sealRow(sealer, 'meta', STATE_ROW, 1, state);
}
