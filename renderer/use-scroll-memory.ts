import { type RefObject, useEffect, useRef } from 'react';
import { useDrafts } from './state/drafts.ts';
import { useRoute } from './state/route.ts';

const scrollWaitMs = 3_000;

/** Remembers how far the screen's list or form (`data-scroll`) is scrolled, and brings it back after unlock. */
export function useScrollMemory(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const route = useRoute((state) => state.route);
  useEffect(() => {
    const remember = (event: Event) => {
      const target = event.target;
      if (target instanceof HTMLElement && target.matches('[data-scroll]') && !isRestoring())
        useDrafts.setState({ scrollTop: target.scrollTop });
    };
    const element = main.current;
    element?.addEventListener('scroll', remember, { capture: true, passive: true });
    return () => element?.removeEventListener('scroll', remember, { capture: true });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new route is a new list to bring back
  useEffect(() => restoreScroll(main), [route]);
  return main;
}

function isRestoring(): boolean {
  return useDrafts.getState().restoreScrollTop !== null;
}

/** Rows arrive after the screen: tries until the place exists, at most for a moment. */
function restoreScroll(main: RefObject<HTMLElement | null>): () => void {
  const wanted = useDrafts.getState().restoreScrollTop;
  if (wanted === null) {
    useDrafts.setState({ scrollTop: 0 });
    return () => undefined;
  }
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const scroller = main.current?.querySelector<HTMLElement>('[data-scroll]');
    scroller?.scrollTo({ top: wanted });
    const reached = scroller && Math.abs(scroller.scrollTop - wanted) < 2;
    if (!reached && performance.now() - startedAt < scrollWaitMs) return;
    clearInterval(timer);
    useDrafts.setState({ restoreScrollTop: null });
  }, 50);
  return () => clearInterval(timer);
}
