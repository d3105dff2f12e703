import { create } from 'zustand';

/** The page at which the Dokument that is opened next shall be shown. */
const usePageWish = create<{ readonly wish: { readonly dokument: string; readonly pageIndex: number } | null }>(() => ({
  wish: null,
}));

/** Wishes a Dokument to be shown at a page, from 0. */
export function wishPage(dokument: string, pageIndex: number): void {
  usePageWish.setState({ wish: { dokument, pageIndex } });
}

/** The page wished for a Dokument, once; null when there is no wish. */
export function takePageWish(dokument: string): number | null {
  const { wish } = usePageWish.getState();
  if (wish?.dokument !== dokument) return null;
  usePageWish.setState({ wish: null });
  return wish.pageIndex;
}
