import { useState } from 'react';
import { filterNameLimit, type SavedFilter } from '../shared/saved-filter.ts';
import { Button } from './ui/button.tsx';
import { TextField } from './ui/field.tsx';
import { useTexts } from './ui/use-texts.ts';

interface FilterRowProps {
  readonly filter: SavedFilter;
  readonly words: string;
  /** Names that are taken. */
  readonly names: readonly string[];
  readonly isFirst: boolean;
  readonly onApply: () => void;
  readonly onRename: (name: string) => Promise<boolean>;
  readonly onRemove: () => void;
}

/** One kept filter. */
export function FilterRow({ filter, words, names, isFirst, onApply, onRename, onRemove }: FilterRowProps) {
  const { t } = useTexts();
  const [name, setName] = useState<string | null>(null);
  const wanted = name?.trim() ?? '';
  const isTaken = wanted !== filter.name && names.includes(wanted);
  if (name !== null)
    return (
      <li>
        <form
          className="kept-filter-new"
          onSubmit={async (event) => {
            event.preventDefault();
            if (wanted && !isTaken && (await onRename(wanted))) setName(null);
          }}
        >
          <TextField
            label={t('filter.newName', { name: filter.name })}
            value={name}
            onChange={(value) => setName(value.slice(0, filterNameLimit))}
            error={isTaken ? t('filter.taken') : undefined}
            autoFocus
          />
          <Button type="submit" isDisabled={!wanted || isTaken}>
            {t('filter.rename')}
          </Button>
          <Button look="quiet" onPress={() => setName(null)}>
            {t('cancel')}
          </Button>
        </form>
      </li>
    );
  return (
    <li className="kept-filter">
      <Button look="quiet" autoFocus={isFirst} onPress={onApply}>
        <span className="kept-filter-name">
          <strong>{filter.name}</strong>
          <small>{words}</small>
        </span>
      </Button>
      <Button
        look="quiet"
        aria-label={t('filter.renameOne', { name: filter.name })}
        onPress={() => setName(filter.name)}
      >
        {t('filter.rename')}
      </Button>
      <Button look="quiet" aria-label={t('filter.removeOne', { name: filter.name })} onPress={onRemove}>
        {t('filter.remove')}
      </Button>
    </li>
  );
}
