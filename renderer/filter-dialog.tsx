import { useEffect, useState } from 'react';
import {
  type FilteredList,
  type FilterView,
  filterNameLimit,
  filtersPerList,
  type SavedFilter,
} from '../shared/saved-filter.ts';
import { keepFilters, readFilters } from './actions/keep-filters.ts';
import './filter-dialog.css';
import { FilterRow } from './filter-row.tsx';
import type { Filterable } from './filterable.ts';
import { useSavedFilters } from './state/saved-filters.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { TextField } from './ui/field.tsx';
import { Loading } from './ui/loading.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';

interface FilterDialogProps<L extends FilteredList> extends Filterable<L> {
  readonly onClose: () => void;
}

/** The filters kept for one list: apply, rename, remove, and keep the present one. */
export function FilterDialog<L extends FilteredList>({ list, view, words, onApply, onClose }: FilterDialogProps<L>) {
  const { t } = useTexts();
  const filters = useSavedFilters((state) => state.filters);
  const [name, setName] = useState('');
  const [removed, setRemoved] = useState<SavedFilter | null>(null);
  const task = useTask();
  const { run } = task;
  useEffect(() => void run(readFilters), [run]);
  if (filters === null)
    return (
      <Dialog title={t('filter.title')} onClose={onClose} actions={<Button onPress={onClose}>{t('close')}</Button>}>
        {task.error ? <ErrorNote error={task.error} /> : <Loading />}
      </Dialog>
    );
  const own = filtersOf(filters, list);
  const wanted = name.trim();
  const same = own.find((filter) => filter.name === wanted);
  const isFull = own.length >= filtersPerList && !same;
  const keep = (next: readonly SavedFilter[]) => run(() => keepFilters(next));
  const add = async () => {
    const filter = { id: same?.id ?? crypto.randomUUID(), name: wanted, list, view } as SavedFilter;
    if (await keep([...filters.filter(({ id }) => id !== filter.id), filter])) setName('');
  };
  return (
    <Dialog title={t('filter.title')} onClose={onClose} actions={<Button onPress={onClose}>{t('close')}</Button>}>
      <ul className="row-list kept-filters" data-arrows="li > button:first-child" aria-label={t('filter.list')}>
        {own.map((filter, index) => (
          <FilterRow
            key={filter.id}
            name={filter.name}
            words={words(filter.view)}
            names={own.map((one) => one.name)}
            isFirst={index === 0}
            onApply={() => {
              onApply(filter.view);
              onClose();
            }}
            onRename={(next) => keep(filters.map((one) => (one.id === filter.id ? { ...one, name: next } : one)))}
            onRemove={async () => {
              if (await keep(filters.filter(({ id }) => id !== filter.id)))
                setRemoved(filters.find(({ id }) => id === filter.id) ?? null);
            }}
          />
        ))}
      </ul>
      {own.length === 0 && <p className="muted">{t('filter.none')}</p>}
      <div role="status">
        {removed && (
          <div className="row">
            <span>{t('filter.removed', { name: removed.name })}</span>
            <Button
              look="quiet"
              onPress={async () => {
                if (await keep([...filters, removed])) setRemoved(null);
              }}
            >
              {t('undo')}
            </Button>
          </div>
        )}
      </div>
      <form
        className="kept-filter-new"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted && !isFull && !task.isRunning) void add();
        }}
      >
        <TextField
          label={t('filter.name')}
          hint={t('filter.present', { words: words(view) })}
          value={name}
          onChange={(value) => setName(value.slice(0, filterNameLimit))}
          autoFocus={own.length === 0}
          error={isFull ? t('filter.full', { n: filtersPerList }) : undefined}
        />
        <Button type="submit" look="go" isDisabled={!wanted || isFull || task.isRunning}>
          {t(same ? 'filter.replace' : 'filter.keep')}
        </Button>
      </form>
      <ErrorNote error={task.error} />
    </Dialog>
  );
}

/** A kept filter of one list. */
interface KeptFilter<L extends FilteredList> {
  readonly id: string;
  readonly name: string;
  readonly view: FilterView<L>;
}

/** Those of one list, by name. */
function filtersOf<L extends FilteredList>(filters: readonly SavedFilter[], list: L): readonly KeptFilter<L>[] {
  return filters
    .filter((filter) => filter.list === list)
    .map(({ id, name, view }) => ({ id, name, view: view as FilterView<L> }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'de', { numeric: true }));
}
