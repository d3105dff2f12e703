import { useCallback } from 'react';
import { create } from 'zustand';
import type { Draft } from '../../shared/draft.ts';
import { useRoute } from './route.ts';

interface DraftState {
  /** Unsaved input by a stable key; a field without an entry shows what is saved. */
  readonly fields: Readonly<Record<string, string>>;
  readonly scrollTop: number;
  /** Where the restored screen must scroll to once, null when done. */
  readonly restoreScrollTop: number | null;
}

/** Input that no command has taken yet; kept across lock and crash by actions/keep-draft.ts. */
export const useDrafts = create<DraftState>(() => ({ fields: {}, scrollTop: 0, restoreScrollTop: null }));

/**
 * Unsaved input of one field. `saved` is what the replica holds; typing it again removes the draft.
 * Never for passphrases or passwords.
 */
export function useDraft(key: string, saved: string) {
  const draft = useDrafts((state) => state.fields[key]);
  const set = useCallback(
    (value: string) => (value === saved ? clearDrafts([key]) : setDraft(key, value)),
    [key, saved],
  );
  return { value: draft ?? saved, dirty: draft !== undefined, set };
}

/** Keeps one unsaved value. */
export function setDraft(key: string, value: string): void {
  useDrafts.setState((state) => ({ fields: { ...state.fields, [key]: value } }));
}

/** Forgets unsaved values, after they were saved or given up. */
export function clearDrafts(keys: readonly string[]): void {
  useDrafts.setState((state) => ({
    fields: Object.fromEntries(Object.entries(state.fields).filter(([key]) => !keys.includes(key))),
  }));
}

/** What main shall keep now. */
export function presentDraft(): Draft {
  const { fields, scrollTop } = useDrafts.getState();
  return { route: useRoute.getState().route, scrollTop, fields: { ...fields } };
}

/** Brings screen, fields and scroll position back after unlock. */
export function restoreDraft(draft: Draft | null): void {
  if (!draft) return;
  useDrafts.setState({ fields: draft.fields, scrollTop: draft.scrollTop, restoreScrollTop: draft.scrollTop });
  useRoute.setState({ route: draft.route, trail: [] });
}
