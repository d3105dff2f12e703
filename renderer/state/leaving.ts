import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** What loses input: a form of a screen goes with its screen; a window keeps every other way shut, and goes at the lock. */
type Place = 'screen' | 'window';

interface Holder {
  readonly place: Place;
  readonly isHeld: () => boolean;
}

const holders = new Set<Holder>();

/** The way out that waits for the person's answer; null when nothing is asked. */
export const useLeaving = create<{ readonly go: (() => void) | null }>(() => ({ go: null }));

/** Leaves what is on the screen: at once, or after a question where a form there holds input that no draft keeps (H32). */
export function leaveScreen(go: () => void): void {
  leave(go, ({ place }) => place === 'screen');
}

/** Leaves everything that is open, windows too. */
export function leaveAll(go: () => void): void {
  leave(go, () => true);
}

function leave(go: () => void, counts: (holder: Holder) => boolean): void {
  if ([...holders].some((holder) => counts(holder) && holder.isHeld())) useLeaving.setState({ go });
  else go();
}

/** Answers the question: goes, or stays with everything as it was. */
export function answerLeaving(isGoing: boolean): void {
  const { go } = useLeaving.getState();
  useLeaving.setState({ go: null });
  if (isGoing) go?.();
}

/** Says that there may be input that leaving would lose, until the answered function is called. */
export function holdInput(place: Place, isHeld: () => boolean): () => void {
  const holder = { place, isHeld };
  holders.add(holder);
  return () => void holders.delete(holder);
}

/** The same for a window. */
export const holdWindowInput = (isHeld: () => boolean) => holdInput('window', isHeld);

/** The same for a form of a screen, as long as it is there. */
export function useHeldInput(isHeld: () => boolean): void {
  const latest = useRef(isHeld);
  useEffect(() => {
    latest.current = isHeld;
  });
  useEffect(() => holdInput('screen', () => latest.current()), []);
}
