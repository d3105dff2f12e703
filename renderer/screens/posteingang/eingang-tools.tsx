import type { ReactNode } from 'react';
import { FilterButton } from '../../filter-button.tsx';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { changeEingangView, useEingangView } from './eingang-view.ts';
import type { EingangView } from './narrow-eingang.ts';

interface EingangToolsProps {
  /** Rows that are shown; undefined while they are being read. */
  readonly shown: number | undefined;
  /** Takes a document in; absent where the empty list offers it. */
  readonly children?: ReactNode;
}

/** Narrows the Posteingang, and says how many rows it shows. */
export function EingangTools({ shown, children }: EingangToolsProps) {
  const texts = useTexts();
  const { t } = texts;
  const view = useEingangView();
  return (
    <div className="tools">
      {children}
      <span className="gap" />
      {shown !== undefined && <small>{t('grid.rows', { n: shown })}</small>}
      <select
        className="input short"
        aria-label={t('eingang.stempel')}
        value={view.stempel ?? ''}
        onChange={({ target }) =>
          changeEingangView({ stempel: (['mit', 'ohne'] as const).find((one) => one === target.value) ?? null })
        }
      >
        <option value="">{t('eingang.stempel.alle')}</option>
        <option value="ohne">{t('eingang.notStamped')}</option>
        <option value="mit">{t('eingang.stamped')}</option>
      </select>
      <input
        className="input short"
        type="search"
        aria-label={t('eingang.filter')}
        placeholder={t('search')}
        value={view.text}
        onChange={({ target }) => changeEingangView({ text: target.value })}
      />
      <FilterButton list="posteingang" view={view} words={(one) => viewWords(one, texts)} onApply={changeEingangView} />
    </div>
  );
}

function viewWords({ text, stempel, sort }: EingangView, { t }: Texts): string {
  const column = {
    eingang: 'feld.eingangsdatum',
    titel: 'feld.titel',
    state: 'feld.status',
    size: 'feld.groesse',
  } as const;
  return [
    stempel === null ? '' : t(stempel === 'mit' ? 'eingang.stamped' : 'eingang.notStamped'),
    text.trim() === '' ? '' : t('filter.quoted', { text: text.trim() }),
    t(sort.descending ? 'filter.byDescending' : 'filter.by', { column: t(column[sort.column]) }),
  ]
    .filter(Boolean)
    .join(' · ');
}
