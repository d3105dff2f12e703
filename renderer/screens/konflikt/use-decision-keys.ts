import { useEffect } from 'react';

/** Single keys that act where no text is typed; a missing entry does nothing. */
export function useDecisionKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isText = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      const isInDialog = document.querySelector('[role="dialog"], dialog[open]') !== null;
      if (isText || isInDialog || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      keys[event.key]?.();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });
}
