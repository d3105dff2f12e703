import { useState } from 'react';
import { filterNameLimit } from '../shared/saved-filter.ts';
import { Button } from './ui/button.tsx';
import { TextField } from './ui/field.tsx';
import { useTexts } from './ui/use-texts.ts';

interface FilterRowProps {
  readonly name: string;
  readonly words: string;
  /** Names that are taken. */
  readonly names: readonly string[];
  readonly isFirst: boolean;
  readonly onApply: () => void;
  readonly onRename: (name: string) => Promise<boolean>;
  readonly onRemove: () => void;
}

/** One kept filter. */
export function FilterRow({ name, words, names, isFirst, onApply, onRename, onRemove }: FilterRowProps) {
  const { t } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = typed?.trim() ?? '';
  const isTaken = wanted !== name && names.includes(wanted);
  if (typed !== null)
    return (
      <li>
        <form
          className="kept-filter-new"
          onSubmit={async (event) => {
            event.preventDefault();
            if (wanted && !isTaken && (await onRename(wanted))) setTyped(null);
          }}
        >
          <TextField
            label={t('filter.newName', { name })}
            value={typed}
            onChange={(value) => setTyped(value.slice(0, filterNameLimit))}
            error={isTaken ? t('filter.taken') : undefined}
            autoFocus
          />
          <Button type="submit" isDisabled={!wanted || isTaken}>
            {t('filter.rename')}
          </Button>
          <Button look="quiet" onPress={() => setTyped(null)}>
            {t('cancel')}
          </Button>
        </form>
      </li>
    );
  return (
    <li className="kept-filter">
      <Button look="quiet" autoFocus={isFirst} onPress={onApply}>
        <span className="kept-filter-name">
          <strong>{name}</strong>
          <small>{words}</small>
        </span>
      </Button>
      <Button look="quiet" aria-label={t('filter.renameOne', { name })} onPress={() => setTyped(name)}>
        {t('filter.rename')}
      </Button>
      <Button look="quiet" aria-label={t('filter.removeOne', { name })} onPress={onRemove}>
        {t('filter.remove')}
      </Button>
    </li>
  );
}
