import { create } from 'zustand';

/**
 * What shall happen as soon as it is shown: of a Dokument a page (from 0) comes into sight, or the stamp is laid ready; of a
 * Vorgang the window that sets a Frist opens.
 */
export type OpeningWish = { readonly page: number } | 'stamp' | 'frist';

const useOpeningWish = create<{ readonly wish: { readonly id: string; readonly what: OpeningWish } | null }>(() => ({
  wish: null,
}));

/** Wishes something of the Dokument or Vorgang that is opened next. */
export function wishOf(id: string, what: OpeningWish): void {
  useOpeningWish.setState({ wish: { id, what } });
}

/** What was wished of a Dokument or Vorgang, once; null when there is no wish. */
export function takeWish(id: string): OpeningWish | null {
  const { wish } = useOpeningWish.getState();
  if (wish?.id !== id) return null;
  useOpeningWish.setState({ wish: null });
  return wish.what;
}
