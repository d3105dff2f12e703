import { create } from 'zustand';
import type { ErrorCode } from '../../shared/errors.ts';
import type { FreePlace, MarkPlace } from '../../shared/pdf/sign/free-places.ts';

/**
 * Where a listed Dokument stands: `listed` not looked at yet, `checking`, `ready` to be signed, `refused` with a code (by the
 * check or while signing), `signing`, `signed`, `left` untouched because signing ended before its turn.
 */
export type BatchState = 'listed' | 'checking' | 'ready' | 'refused' | 'signing' | 'signed' | 'left';

/** One Dokument of a batch, with the Version that was listed: nothing else gets the signature. */
export interface BatchEntry {
  readonly dokument: string;
  readonly titel: string;
  readonly absender: string;
  readonly zeichen: string;
  readonly version: { readonly id: string; readonly nummer: number; readonly sha: string; readonly sizeBytes: number };
  /** Known after the check, as far as the file can be read. */
  readonly pages: number | null;
  /** Where a visible signature would cover nothing; known after the check. */
  readonly places: readonly FreePlace[];
  readonly state: BatchState;
  readonly code: ErrorCode | null;
  /** Whether the person wants it signed. */
  readonly isIncluded: boolean;
}

/** `review` until the person starts, `done` with a result. */
export type BatchPhase = 'review' | 'confirming' | 'signing' | 'ending' | 'done';

interface Batch {
  /** Where all signatures shall be seen; null = nowhere. */
  readonly mark: MarkPlace | null;
  /** Why they are signed, as the person typed it. */
  readonly reason: string;
  readonly phase: BatchPhase;
  readonly entries: readonly BatchEntry[];
  /** While signing: how many are signed or refused, of how many, and since when in milliseconds. */
  readonly done: number;
  readonly total: number;
  readonly startedAt: number;
  /** The PIN is typed at the reader. */
  readonly atReader: boolean;
}

/** The batch that is reviewed, signed, or done; it outlives the screen, so that looking at a document costs nothing. */
export const useBatch = create<Batch>(() => ({
  mark: null,
  reason: '',
  phase: 'review',
  entries: [],
  done: 0,
  total: 0,
  startedAt: 0,
  atReader: false,
}));

/** Changes one entry. */
export function changeEntry(dokument: string, change: Partial<BatchEntry>): void {
  useBatch.setState(({ entries }) => ({
    entries: entries.map((entry) => (entry.dokument === dokument ? { ...entry, ...change } : entry)),
  }));
}

/** The place of the visible signature in one Dokument; null when it is not free there, or none was wanted. */
export function markPlaceOf({ places }: BatchEntry, mark: MarkPlace | null): FreePlace | null {
  return (mark && places.find(({ page, corner }) => page === mark.page && corner === mark.corner)) ?? null;
}

/** The entries that will be signed. */
export function entriesToSign(entries: readonly BatchEntry[]): readonly BatchEntry[] {
  return entries.filter(({ isIncluded, state }) => isIncluded && state === 'ready');
}
