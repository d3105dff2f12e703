import type { StampKind } from '../../../shared/pdf/stamp/stamp-kind.ts';
import type { BatchOutcome } from '../../actions/stamp-dokumente.ts';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { batchHindrance } from './batch-hindrance.ts';
import './batch-list.css';

interface BatchListProps {
  readonly rows: readonly DokumentZeile[];
  readonly kind: StampKind;
  readonly outcomes: ReadonlyMap<string, BatchOutcome>;
}

/** Each document with its receipt and what will become or became of it. */
export function BatchList({ rows, kind, outcomes }: BatchListProps) {
  const { t, shortDate } = useTexts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <ul className="batch-list" aria-label={t('stempel.batch.list')} tabIndex={0}>
      {rows.map((row) => (
        <li key={row.id}>
          <span>
            <span>{row.titel}</span>
            <small>{[row.absender, shortDate(row.eingangsdatum)].filter(Boolean).join(' · ')}</small>
          </span>
          <Outcome row={row} kind={kind} outcome={outcomes.get(row.id)} />
        </li>
      ))}
    </ul>
  );
}

interface OutcomeProps {
  readonly row: DokumentZeile;
  readonly kind: StampKind;
  readonly outcome: BatchOutcome | undefined;
}

function Outcome({ row, kind, outcome }: OutcomeProps) {
  const { t, error } = useTexts();
  switch (outcome?.kind) {
    case 'done':
      return <Tag tone="ok">{t('stempel.batch.done', { n: outcome.fassung })}</Tag>;
    case 'refused':
      return <small className="batch-refusal">{error(outcome.code)}</small>;
    case 'left':
      return <Tag>{t('stempel.batch.left')}</Tag>;
    default: {
      const hindrance = batchHindrance(row, kind);
      return hindrance === null ? (
        <Tag tone="info">{t('stempel.batch.ready')}</Tag>
      ) : (
        <Tag tone="warn">{t(`stempel.batch.${hindrance}`)}</Tag>
      );
    }
  }
}
