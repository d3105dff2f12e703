import { useCallback } from 'react';
import { create } from 'zustand';

/** What is selected in each list, so that the way back finds it again. */
const useSelections = create<Readonly<Record<string, string>>>(() => ({}));

/** The selected id of one list at this moment. */
export const selectedIn = (list: string): string | null => useSelections.getState()[list] ?? null;

/** The selected id of one list, and how to change it. */
export function useSelection(list: string): readonly [string | null, (id: string) => void] {
  const selected = useSelections((state) => state[list] ?? null);
  const select = useCallback((id: string) => useSelections.setState({ [list]: id }), [list]);
  return [selected, select];
}
