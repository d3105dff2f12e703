import { create } from 'zustand';

/** Lower left corner on a page as displayed, in PDF points; pages from 0. */
export interface RememberedPlace {
  readonly pageIndex: number;
  readonly x: number;
  readonly y: number;
}

/** Where the last visible signature went; the next one starts there. */
export const usePlaces = create<{ readonly places: Readonly<Record<string, RememberedPlace>> }>(() => ({ places: {} }));

/** Remembers the place for the next one of this kind. */
export function rememberPlace(kind: string, place: RememberedPlace): void {
  usePlaces.setState((state) => ({ places: { ...state.places, [kind]: place } }));
}
