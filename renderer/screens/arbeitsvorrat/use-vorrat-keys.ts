import { useEffect } from 'react';
import { narrowVorrat } from './vorrat-state.ts';

interface VorratKeys {
  readonly hasVertretung: boolean;
  readonly onWiedervorlage: () => void;
  readonly onHandOn: () => void;
}

/** Single keys of the Arbeitsvorrat; they act where no text is typed. */
export function useVorratKeys({ hasVertretung, onWiedervorlage, onHandOn }: VorratKeys): void {
  useEffect(() => {
    const keys: Readonly<Record<string, () => void>> = {
      m: () => narrowVorrat({ kreis: 'mir', fuer: null }),
      s: () => narrowVorrat({ kreis: 'einheit', fuer: null }),
      v: () => hasVertretung && narrowVorrat({ kreis: 'vertretung', fuer: null }),
      w: onWiedervorlage,
      b: onHandOn,
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const isText =
        event.target instanceof HTMLElement &&
        event.target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');
      const isInDialog = document.querySelector('[role="dialog"]') !== null;
      if (isText || isInDialog || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      const act = keys[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [hasVertretung, onWiedervorlage, onHandOn]);
}
