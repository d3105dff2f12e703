import { create } from 'zustand';
import { type EingangView, wholeEingang } from './narrow-eingang.ts';

/** What the list shows and in which order, so that the way back finds it again. */
export const useEingangView = create<EingangView>(() => wholeEingang);

/** Narrows the list, widens it, or orders it otherwise. */
export function changeEingangView(change: Partial<EingangView>): void {
  useEingangView.setState(change);
}
