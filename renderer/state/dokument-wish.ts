import { create } from 'zustand';

/** What shall happen as soon as a Dokument is shown: a page (from 0) comes into sight, or the stamp is laid ready. */
export type DokumentWish = { readonly page: number } | 'stamp';

const useDokumentWish = create<{ readonly wish: { readonly dokument: string; readonly what: DokumentWish } | null }>(
  () => ({ wish: null }),
);

/** Wishes something of the Dokument that is opened next. */
export function wishOf(dokument: string, what: DokumentWish): void {
  useDokumentWish.setState({ wish: { dokument, what } });
}

/** What was wished of a Dokument, once; null when there is no wish. */
export function takeWish(dokument: string): DokumentWish | null {
  const { wish } = useDokumentWish.getState();
  if (wish?.dokument !== dokument) return null;
  useDokumentWish.setState({ wish: null });
  return wish.what;
}
