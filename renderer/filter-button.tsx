import { useState } from 'react';
import type { FilteredList } from '../shared/saved-filter.ts';
import { FilterDialog } from './filter-dialog.tsx';
import type { Filterable } from './filterable.ts';
import { Button } from './ui/button.tsx';
import { useSingleKeys } from './ui/use-single-keys.ts';
import { useTexts } from './ui/use-texts.ts';

/** Opens the filters kept for a list, by press or F. */
export function FilterButton<L extends FilteredList>(filterable: Filterable<L>) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  useSingleKeys({ f: () => setOpen(true) });
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <span title={t('filter.tip')}>{t('filter.open')}</span>
      </Button>
      {isOpen && <FilterDialog {...filterable} onClose={() => setOpen(false)} />}
    </>
  );
}
