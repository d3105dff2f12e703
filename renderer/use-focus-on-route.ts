import { useEffect } from 'react';
import { useRoute } from './state/route.ts';
import { startOf } from './ui/regions.ts';

const lookEveryMs = 50;
const giveUpMs = 3_000;

/** When a screen took the focused control away with it, the focus goes to where work begins on the next one. */
export function useFocusOnRoute(): void {
  const route = useRoute((state) => state.route);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new route is a new screen to begin on
  useEffect(focusWhenThere, [route]);
}

/** Lists arrive after their screen. Whoever has taken the focus meanwhile keeps it. */
function focusWhenThere(): () => void {
  const startedAt = performance.now();
  const timer = setInterval(() => {
    const main = document.querySelector<HTMLElement>('[data-region="main"]');
    const isLost = document.activeElement === null || document.activeElement === document.body;
    const start = isLost && main ? startOf(main) : undefined;
    start?.focus({ preventScroll: true });
    if (!isLost || start || performance.now() - startedAt > giveUpMs) clearInterval(timer);
  }, lookEveryMs);
  return () => clearInterval(timer);
}
