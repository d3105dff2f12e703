import { useEffect } from 'react';

/** Keys without Strg or Alt, in lower case; they act where no text is typed and no window or menu is open. A missing entry does nothing. */
export function useSingleKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isText =
        event.target instanceof HTMLElement &&
        event.target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');
      const isInWindow =
        document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], dialog[open]') !== null;
      if (isText || isInWindow || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      const act = keys[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });
}
