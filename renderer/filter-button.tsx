import { useState } from 'react';
import type { FilteredList, FilterView } from '../shared/saved-filter.ts';
import { FilterDialog } from './filter-dialog.tsx';
import { Button } from './ui/button.tsx';
import { useSingleKeys } from './ui/use-single-keys.ts';
import { useTexts } from './ui/use-texts.ts';

/** A list whose filter and order can be kept under a name. */
export interface Filterable<L extends FilteredList> {
  readonly list: L;
  /** What the list shows now. */
  readonly view: FilterView<L>;
  /** A filter in words, for telling it from the others. */
  readonly words: (view: FilterView<L>) => string;
  readonly onApply: (view: FilterView<L>) => void;
}

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
