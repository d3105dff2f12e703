import type { AusgangZeile } from '../../replica-api/open-work.ts';
import type { GridColumn } from '../../ui/grid-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Texts } from '../../ui/use-texts.ts';
import { fieldWords, wordFor } from '../../ui/words.ts';

/** What the Ausgang shows of each change. */
export function ausgangColumns(texts: Texts): readonly GridColumn<AusgangZeile>[] {
  const { t, size, moment, zone } = texts;
  return [
    { id: 'state', label: t('feld.status'), width: 9, cell: (row) => <StateTag state={row.state} texts={texts} /> },
    {
      id: 'what',
      label: t('ausgang.about'),
      width: 'flex',
      cell: (row) => (
        <>
          <span>{row.titel}</span>
          <small>
            {[wordFor(texts, 'was', row.was), row.zeichen, row.text, ...fieldWords(texts, row.felder)]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </>
      ),
    },
    {
      id: 'size',
      label: t('feld.groesse'),
      width: 8,
      end: true,
      muted: true,
      from: 90,
      cell: (row) =>
        row.bytesTotal > 0 ? t('ausgang.sent', { done: size(row.bytesSent), total: size(row.bytesTotal) }) : t('none'),
    },
    {
      id: 'zeit',
      label: t('feld.zeit'),
      width: 9.5,
      end: true,
      cell: (row) => <span title={zone(row.zeit)}>{moment(row.zeit)}</span>,
    },
  ];
}

function StateTag({ state, texts }: { readonly state: AusgangZeile['state']; readonly texts: Texts }) {
  const word = texts.t(`ausgang.state.${state}`);
  if (state === 'rejected') return <Tag tone="bad">{word}</Tag>;
  return state === 'sending' ? <Tag tone="info">{word}</Tag> : <Tag>{word}</Tag>;
}
