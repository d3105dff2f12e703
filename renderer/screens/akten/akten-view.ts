import { create } from 'zustand';
import type { FilterView } from '../../../shared/saved-filter.ts';

type AktenView = FilterView<'akten'>;

/** Text and order of the list of Akten, so that the way back finds it again; the place in the Aktenplan is in the route. */
export const useAktenView = create<Pick<AktenView, 'text' | 'sort'>>(() => ({
  text: '',
  sort: { column: 'aktenzeichen', descending: false },
}));

/** Narrows the list, or orders it otherwise. */
export function changeAktenView(change: Partial<Pick<AktenView, 'text' | 'sort'>>): void {
  useAktenView.setState(change);
}
