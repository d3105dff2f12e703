/** What waits for the person today, as her replica counts it: everything, and the limits among it that end today. */
export interface DueCounts {
  readonly heute: number;
  readonly fristen: number;
}

/** What was counted when the person last saw it or was told of it, and when she was told, milliseconds. */
export interface Told {
  readonly counts: DueCounts;
  readonly at: number | null;
}

/** Words without any name: how many tasks are new, how many limits end today. */
export type NotificationWords =
  | { readonly key: 'melden.fristen'; readonly n: number }
  | { readonly key: 'melden.neu'; readonly n: number };

/** At most one notification in this time, milliseconds. */
export const QUIET_MS = 15 * 60_000;

/**
 * Whether the person is told now, and what counts as told afterwards (V14). Who has the window before her sees the list
 * itself; what comes in the quiet time is told with the next report after it. Less work than before is never told.
 */
export function decideNotification(
  counts: DueCounts,
  told: Told | null,
  facts: { readonly nowMs: number; readonly isAllowed: boolean; readonly isWatching: boolean },
): { readonly words: NotificationWords | null; readonly told: Told } {
  const { nowMs, isAllowed, isWatching } = facts;
  if (told === null || !isAllowed || isWatching) return { words: null, told: { counts, at: told?.at ?? null } };
  const heute = counts.heute - told.counts.heute;
  const fristen = counts.fristen - told.counts.fristen;
  const lower = {
    heute: Math.min(counts.heute, told.counts.heute),
    fristen: Math.min(counts.fristen, told.counts.fristen),
  };
  const isQuiet = told.at !== null && nowMs - told.at < QUIET_MS;
  if (isQuiet || (heute <= 0 && fristen <= 0)) return { words: null, told: { counts: lower, at: told.at } };
  const words =
    fristen > 0 ? ({ key: 'melden.fristen', n: fristen } as const) : ({ key: 'melden.neu', n: heute } as const);
  return { words, told: { counts, at: nowMs } };
}
