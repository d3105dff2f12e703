import type { VorgangZeile } from '../../replica-api/akte-rows.ts';
import type { GridColumn } from '../../ui/grid-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Texts } from '../../ui/use-texts.ts';

/** What the list of Vorgaenge shows of each. Column ids are the fields that it can be sorted by. */
export function vorgangColumns({ t, shortDate }: Texts): readonly GridColumn<VorgangZeile>[] {
  return [
    {
      id: 'titel',
      label: t('feld.titel'),
      width: 'flex',
      sortable: true,
      cell: (row) => (
        <>
          <span>{row.titel}</span>
          <small>
            {row.vorgangstyp}
            {row.bearbeitung && ` · ${row.bearbeitung}`}
          </small>
        </>
      ),
    },
    {
      id: 'status',
      label: t('feld.status'),
      width: 8.5,
      cell: (row) => (
        <span className="row tags">
          {row.konflikt && <Tag tone="warn">{t('vorgang.konflikt')}</Tag>}
          {row.unsent && <Tag>{t('wort.unsent')}</Tag>}
          {row.status === 'zdA' && <Tag tone="ok">{t('status.zdA')}</Tag>}
        </span>
      ),
    },
    {
      id: 'geschaeftszeichen',
      label: t('feld.geschaeftszeichen'),
      width: 8.5,
      muted: true,
      sortable: true,
      from: 48,
      cell: (row) => row.geschaeftszeichen,
    },
    {
      id: 'dokumente',
      label: t('feld.dokumente'),
      width: 5.5,
      end: true,
      muted: true,
      sortable: true,
      from: 90,
      cell: (row) => row.dokumente,
    },
    {
      id: 'frist',
      label: t('feld.frist'),
      width: 7,
      end: true,
      sortable: true,
      cell: (row) => shortDate(row.frist) || t('none'),
    },
  ];
}
