import type { AkteZeile } from '../../replica-api/akte-rows.ts';
import type { GridColumn } from '../../ui/grid-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Texts } from '../../ui/use-texts.ts';

/** What the list of Akten shows of each. Column ids are the fields that it can be sorted by. */
export function aktenColumns({ t, size }: Texts): readonly GridColumn<AkteZeile>[] {
  return [
    {
      id: 'titel',
      label: t('feld.akte'),
      width: 'flex',
      sortable: true,
      cell: (row) => (
        <>
          <span title={row.titel}>{row.titel}</span>
          <small>{row.federfuehrung}</small>
        </>
      ),
    },
    {
      id: 'gepackt',
      label: t('akten.packed'),
      width: 5.25,
      sortable: true,
      cell: (row) => (row.gepackt ? <Tag tone="ok">{isComplete(row) ? t('akten.packed') : percent(row)}</Tag> : null),
    },
    {
      id: 'vorgaenge',
      label: t('feld.vorgaenge'),
      width: 5,
      end: true,
      muted: true,
      sortable: true,
      from: 90,
      cell: (row) => row.vorgaenge,
    },
    {
      id: 'sizeBytes',
      label: t('feld.groesse'),
      width: 5,
      end: true,
      muted: true,
      sortable: true,
      from: 90,
      cell: (row) => size(row.sizeBytes),
    },
    {
      id: 'aktenzeichen',
      label: t('feld.aktenzeichen'),
      width: 8,
      end: true,
      muted: true,
      sortable: true,
      cell: (row) => row.aktenzeichen,
    },
  ];
}

/** Whether every byte of a packed Akte is on this device. */
export function isComplete(row: AkteZeile): boolean {
  return row.hereBytes >= row.sizeBytes;
}

function percent(row: AkteZeile): string {
  return `${Math.floor((row.hereBytes / Math.max(1, row.sizeBytes)) * 100)} %`;
}
