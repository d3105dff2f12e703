import { create } from 'zustand';
import type { Suchergebnis, Suchfilter } from '../../replica-api/search-rows.ts';

/** Nothing is narrowed. */
export const noFilter: Suchfilter = { akte: null, art: null, von: null, bis: null, person: null, status: null };

/** What was found, and what was asked. */
interface Gefunden extends Suchergebnis {
  readonly text: string;
  readonly filter: Suchfilter;
  /** The search goes on: more may come, also in front of these. */
  readonly isFirst: boolean;
  /** So many of the best results are here; the next ones follow behind them. */
  readonly loaded: number;
}

/** What is looked for and what was found, so that the way back from a Dokument finds it again. */
export interface SucheState {
  readonly text: string;
  readonly filter: Suchfilter;
  readonly found: Gefunden | null;
  /** The text of the route that was taken over last. */
  readonly route: string | null;
}

export const useSucheState = create<SucheState>(() => ({ text: '', filter: noFilter, found: null, route: null }));

/** Takes over the text that another place of the app asks for, once. */
export function takeRouteText(text: string | null): void {
  useSucheState.setState((state) =>
    text === null || text === state.route ? { route: text } : { text, route: text, filter: noFilter },
  );
}
