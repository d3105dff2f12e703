import { useEffect } from 'react';
import { useRoute } from './state/route.ts';
import { focusWorkWhenLost } from './ui/focus-work.ts';

/** When a screen took the focused control away with it, the focus goes to where work begins on the next one. */
export function useFocusOnRoute(): void {
  const route = useRoute((state) => state.route);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new route is a new screen to begin on
  useEffect(focusWorkWhenLost, [route]);
}
