import type { MarkPlace } from '../../../shared/pdf/sign/free-places.ts';
import { type BatchEntry, markPlaceOf } from '../../state/batch.ts';
import type { GridColumn } from '../../ui/grid-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { Texts } from '../../ui/use-texts.ts';

const tones = { refused: 'bad', left: 'warn', signed: 'ok', signing: 'info' } as const;

/** What stands for an entry in one word. */
export function entryState({ state, isIncluded }: BatchEntry) {
  const isStill = state === 'listed' || state === 'checking' || state === 'ready';
  return isStill && !isIncluded ? 'excluded' : state;
}

/** What the list says of each Dokument. */
export function batchColumns({ t, size, error }: Texts, mark: MarkPlace | null): readonly GridColumn<BatchEntry>[] {
  return [
    {
      id: 'titel',
      label: t('feld.titel'),
      width: 'flex',
      cell: (entry) => {
        const { titel, absender, code, state } = entry;
        const isUnseen = mark !== null && state === 'ready' && markPlaceOf(entry, mark) === null;
        const words = code !== null ? error(code) : isUnseen ? t('batch.mark.notFree') : absender;
        return (
          <>
            <span>{titel}</span>
            {words && <small>{words}</small>}
          </>
        );
      },
    },
    { id: 'zeichen', label: t('feld.vorgang'), width: 9, muted: true, from: 48, cell: ({ zeichen }) => zeichen },
    { id: 'fassung', label: t('batch.fassung'), width: 4, end: true, cell: ({ version }) => version.nummer },
    { id: 'pages', label: t('batch.pages'), width: 4, end: true, from: 48, cell: ({ pages }) => pages ?? t('none') },
    {
      id: 'size',
      label: t('feld.groesse'),
      width: 5,
      muted: true,
      end: true,
      from: 90,
      cell: ({ version }) => size(version.sizeBytes),
    },
    {
      id: 'state',
      label: t('feld.status'),
      width: 9.5,
      cell: (entry) => {
        const state = entryState(entry);
        return (
          <Tag {...(state in tones && { tone: tones[state as keyof typeof tones] })}>{t(`batch.state.${state}`)}</Tag>
        );
      },
    },
  ];
}
