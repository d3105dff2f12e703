import type { ReactNode } from 'react';
import { useTexts } from './use-texts.ts';

/** One object of the list. */
export interface SideRow {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly mark?: ReactNode;
}

interface SideListProps {
  readonly label: string;
  readonly rows: readonly SideRow[];
  /** Null: something that is not in the list yet. */
  readonly current: string | null;
  readonly onChoose: (id: string) => void;
  readonly tools: ReactNode;
}

/** What lies beside the present object, for going from one to the next; in a narrow window one field in its place. */
export function SideList({ label, rows, current, onChoose, tools }: SideListProps) {
  const { t } = useTexts();
  return (
    <nav className="side side-list" aria-label={label}>
      {tools && <div className="tools">{tools}</div>}
      <select
        className="input below-60"
        aria-label={label}
        value={current ?? ''}
        onChange={({ target }) => onChoose(target.value)}
      >
        {current === null && <option value="">{t('none')}</option>}
        {rows.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <ul className="row-list from-60" data-arrows="" data-start="">
        {rows.map(({ id, title, note, mark }) => (
          <li key={id}>
            <button
              type="button"
              className="row-button"
              ref={id === current ? showNearest : undefined}
              aria-current={id === current ? 'page' : undefined}
              onClick={() => onChoose(id)}
            >
              <span>{title}</span>
              <small>{note}</small>
              {mark}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function showNearest(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
