import { useState } from 'react';
import type { VersionZeile } from '../../replica-api/dokument-rows.ts';

/**
 * Which Version of a Dokument is shown: the leading one, unless the person chose another. `isAsked`: she chose it or made it herself;
 * one that arrives by itself under her eyes begins at its top, so that it is not taken for the one before (H39).
 */
export function useShownVersion(versionen: readonly VersionZeile[]) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const leading = versionen.find((version) => version.leading) ?? versionen.at(-1);
  const shown = versionen.find((version) => version.id === chosen) ?? leading;
  return {
    leading,
    shown,
    isAsked: shown !== undefined && shown.id === asked,
    show: (id: string) => {
      setAsked(id);
      setChosen(id);
    },
    /** After an act the leading Version is the new one, `made`; showing it needs no choice. */
    showLeading: (made = leading?.id) => {
      setAsked(made ?? null);
      setChosen(null);
    },
  };
}
