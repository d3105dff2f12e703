import type { Treffer } from '../../replica-api/search-rows.ts';
import type { GridColumn } from '../../ui/grid-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Texts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { fromFirstMark } from './from-first-mark.ts';
import { Marked } from './marked.tsx';

/** What the list of results shows of each. */
export function trefferColumns(texts: Texts): readonly GridColumn<Treffer>[] {
  const { t } = texts;
  return [
    {
      id: 'titel',
      label: t('suche.list'),
      width: 'flex',
      cell: (row) => (
        <>
          <span>
            <Marked {...row.titel} />
          </span>
          <small>
            {row.imScan && (
              <>
                <Tag tone="info">{t('suche.scan')}</Tag>{' '}
              </>
            )}
            {row.ausschnitt ? <Marked {...fromFirstMark(row.ausschnitt)} /> : <Marked {...row.person} />}
          </small>
        </>
      ),
    },
    {
      id: 'zeichen',
      label: t('feld.geschaeftszeichen'),
      width: 11,
      from: 48,
      cell: (row) => <Marked {...row.zeichen} />,
    },
    {
      id: 'typ',
      label: t('suche.typ'),
      width: 9,
      muted: true,
      from: 90,
      cell: (row) => wordFor(texts, 'typ', row.typ),
    },
    { id: 'datum', label: t('suche.datum'), width: 8, end: true, cell: (row) => texts.date(row.datum) },
  ];
}
