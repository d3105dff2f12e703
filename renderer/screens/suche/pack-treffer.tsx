import { useState } from 'react';
import { PackDialog } from '../../pack-dialog.tsx';
import type { Treffer } from '../../replica-api/search-rows.ts';
import type { ScopeName } from '../../replica-api/store-rows.ts';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface PackTrefferProps {
  /** The results in the list. */
  readonly rows: readonly Treffer[];
  /** Results in all. */
  readonly total: number;
}

/**
 * Takes along what the search found: the Vorgaenge of the results in the list, the Akte of what lies in none. What lies in the
 * Posteingang is always here.
 */
export function PackTreffer({ rows, total }: PackTrefferProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const scopes = scopesOf(rows);
  if (scopes.length === 0) return null;
  const isAll = rows.length >= total;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('suche.pack')}</Button>
      {isOpen && (
        <PackDialog
          scopes={scopes}
          title={t('suche.pack.title')}
          note={isAll ? t('suche.pack.note') : t('suche.pack.some', { n: rows.length, total })}
          onClose={close}
          onPacked={close}
        />
      )}
    </>
  );
}

/** Each once, in the order of the results. */
function scopesOf(rows: readonly Treffer[]): ScopeName[] {
  const scopes = new Map<string, ScopeName>();
  for (const { vorgang, akte, zeichen } of rows) {
    if (vorgang !== null) scopes.set(`vorgang:${vorgang}`, { art: 'vorgang', id: vorgang });
    else if (akte !== null && zeichen.text !== '') scopes.set(`akte:${akte}`, { art: 'akte', id: akte });
  }
  return [...scopes.values()];
}
