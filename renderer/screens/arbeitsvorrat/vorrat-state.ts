import { create } from 'zustand';
import type { VorratFilter } from '../../replica-api/vorrat-rows.ts';

/** Everything that is one's own. */
export const wholeVorrat: VorratFilter = { kreis: 'mir', fuer: null, grund: null, text: '' };

/** What the list shows, so that the way back from a Vorgang finds it again. */
export const useVorratFilter = create<VorratFilter>(() => wholeVorrat);

/** Narrows the list, or widens it. */
export function narrowVorrat(change: Partial<VorratFilter>): void {
  useVorratFilter.setState(change);
}
