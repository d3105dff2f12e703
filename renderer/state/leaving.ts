import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** What loses input: a form of a screen goes with its screen; a window keeps every other way shut, and goes at the lock. */
type Place = 'screen' | 'window';

interface Holder {
  readonly place: Place;
  readonly isHeld: () => boolean;
}

const holders = new Set<Holder>();

/** Whoever asked for the lock and left believes that it is locked. */
const lockWaitMs = 60_000;

interface Leaving {
  /** The way out that waits for the person's answer; null when nothing is asked. */
  readonly go: (() => void) | null;
  /** It is the lock, which comes without an answer too. */
  readonly isLock: boolean;
}

/** What is asked before input is lost. */
export const useLeaving = create<Leaving>(() => ({ go: null, isLock: false }));

/** Leaves what is on the screen: at once, or after a question where a form there holds input that no draft keeps (H32). */
export function leaveScreen(go: () => void): void {
  if (isHeld(({ place }) => place === 'screen')) useLeaving.setState({ go, isLock: false });
  else go();
}

/** The same by a way out that stands in a window: its input is lost with it. */
export function leaveWindow(go: () => void): void {
  if (isHeld(() => true)) useLeaving.setState({ go, isLock: false });
  else go();
}

/** Leaves everything that is open, windows too, for the lock: the question waits for a minute. True: it is asked. */
export function leaveAll(go: () => void): boolean {
  if (!isHeld(() => true)) {
    go();
    return false;
  }
  // Asked again meanwhile, perhaps in another window: the minute is the first one's.
  if (useLeaving.getState().isLock) return true;
  useLeaving.setState({ go, isLock: true });
  setTimeout(() => useLeaving.getState().go === go && answerLeaving(true), lockWaitMs);
  return true;
}

function isHeld(counts: (holder: Holder) => boolean): boolean {
  return [...holders].some((holder) => counts(holder) && holder.isHeld());
}

/** Answers the question: goes, or stays with everything as it was. */
export function answerLeaving(isGoing: boolean): void {
  const { go } = useLeaving.getState();
  useLeaving.setState({ go: null, isLock: false });
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
