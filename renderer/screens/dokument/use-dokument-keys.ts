import { useEffect, useRef } from 'react';
import { useSingleKeys } from '../../ui/use-single-keys.ts';

/** What the keys of this screen do. */
export interface DokumentKeys {
  /** Control + P. */
  readonly onPrint: () => void;
  /** Control + Shift + O. */
  readonly onWindow: () => void;
  /** A; absent: it lies in a Vorgang already. */
  readonly onFile: (() => void) | undefined;
  /** S; absent: it takes no stamp now. */
  readonly onStamp: (() => void) | undefined;
}

/** Keys of the Dokument screen, wherever the focus is, also in the paper; none while a dialog is open. */
export function useDokumentKeys(keys: DokumentKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useSingleKeys({ a: keys.onFile, s: keys.onStamp });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      const key = event.key.toLowerCase();
      if (key === 'p' && !event.shiftKey) latest.current.onPrint();
      else if (key === 'o' && event.shiftKey) latest.current.onWindow();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
