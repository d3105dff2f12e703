import { isPosteingang } from '../../../shared/akte.ts';
import type { SpeicherZeile } from '../../replica-api/store-rows.ts';
import type { GridColumn } from '../../ui/grid-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Texts } from '../../ui/use-texts.ts';

/** What the list of what is taken along shows of each. */
export function speicherColumns({ t, size, date }: Texts): readonly GridColumn<SpeicherZeile>[] {
  return [
    {
      id: 'titel',
      label: t('speicher.what'),
      width: 'flex',
      cell: (row) => (
        <>
          <span title={row.titel}>{row.titel || t('pack.vorrat')}</span>
          <small>
            {isPosteingang(row.id)
              ? t('speicher.art.posteingang')
              : [t(`speicher.art.${row.art}`), row.zeichen].filter(Boolean).join(' · ')}
          </small>
        </>
      ),
    },
    {
      id: 'here',
      label: t('speicher.here'),
      width: 8,
      cell: (row) =>
        row.hereBytes >= row.sizeBytes ? (
          <Tag tone="ok">{t('speicher.complete')}</Tag>
        ) : (
          <Tag>{`${Math.floor((row.hereBytes / row.sizeBytes) * 100)} %`}</Tag>
        ),
    },
    { id: 'size', label: t('feld.groesse'), width: 5.5, end: true, muted: true, cell: (row) => size(row.hereBytes) },
    {
      id: 'since',
      label: t('speicher.since'),
      width: 6.5,
      end: true,
      muted: true,
      from: 90,
      cell: (row) => date(row.since),
    },
    {
      id: 'used',
      label: t('speicher.used'),
      width: 6.5,
      end: true,
      muted: true,
      from: 90,
      cell: (row) => date(row.lastUsed),
    },
    {
      id: 'checked',
      label: t('speicher.checked'),
      width: 6.5,
      end: true,
      from: 90,
      muted: true,
      cell: (row) => date(row.verified),
    },
  ];
}
