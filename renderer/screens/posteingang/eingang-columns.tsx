import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import type { GridColumn } from '../../ui/grid-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Texts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';

/** What the list of the Posteingang shows of each Dokument. */
export function eingangColumns(texts: Texts): readonly GridColumn<DokumentZeile>[] {
  const { t, shortDate, size } = texts;
  return [
    {
      id: 'state',
      label: t('feld.status'),
      width: 7,
      sortable: true,
      cell: (row) =>
        row.gestempelt ? <Tag tone="ok">{t('eingang.stamped')}</Tag> : <Tag>{t('eingang.notStamped')}</Tag>,
    },
    {
      id: 'titel',
      label: t('feld.titel'),
      width: 'flex',
      sortable: true,
      cell: (row) => (
        <>
          <span>{row.titel}</span>
          <small>{[row.anlageZu && t('wort.anlage'), row.absender].filter(Boolean).join(' · ') || t('none')}</small>
        </>
      ),
    },
    {
      id: 'kanal',
      label: t('feld.eingangskanal'),
      width: 7,
      muted: true,
      from: 48,
      cell: (row) => wordFor(texts, 'kanal', row.eingangskanal),
    },
    {
      id: 'size',
      label: t('feld.groesse'),
      width: 5,
      sortable: true,
      muted: true,
      end: true,
      from: 90,
      cell: (row) => size(row.sizeBytes),
    },
    {
      id: 'eingang',
      label: t('feld.eingangsdatum'),
      width: 6.5,
      sortable: true,
      end: true,
      cell: (row) => <span title={texts.zone(row.eingangsdatum)}>{shortDate(row.eingangsdatum) || t('none')}</span>,
    },
  ];
}
