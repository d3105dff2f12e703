import type { MarkPlace } from '../../../shared/pdf/sign/free-places.ts';
import { stampCorners } from '../../../shared/pdf/stamp/stamp-kind.ts';
import { type BatchEntry, entriesToSign, markPlaceOf, useBatch } from '../../state/batch.ts';
import { SelectField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';

const pages = ['last', 'first'] as const;

interface MarkChoiceProps {
  readonly entries: readonly BatchEntry[];
  readonly isBusy: boolean;
}

/** Whether and where all signatures are seen; what follows from it stands in the list beforehand. */
export function MarkChoice({ entries, isBusy }: MarkChoiceProps) {
  const { t } = useTexts();
  const mark = useBatch((batch) => batch.mark);
  const wanted = entriesToSign(entries);
  const unseen = wanted.filter((entry) => markPlaceOf(entry, mark) === null).length;
  const places = pages.flatMap((page) => stampCorners.map((corner): MarkPlace => ({ page, corner })));
  const keyOf = ({ page, corner }: MarkPlace) => `${page} ${corner}`;
  return (
    <>
      <SelectField
        label={t('batch.form')}
        value={mark === null ? '' : keyOf(mark)}
        disabled={isBusy}
        options={[
          { value: '', label: t('batch.invisible') },
          ...places.map((place) => ({
            value: keyOf(place),
            label: t('batch.mark.at', { page: t(`batch.mark.${place.page}`), corner: t(`batch.mark.${place.corner}`) }),
          })),
        ]}
        onChange={(key) => useBatch.setState({ mark: places.find((place) => keyOf(place) === key) ?? null })}
      />
      <p role="status">
        {mark !== null && (
          <small>{unseen > 0 ? t('batch.mark.some', { n: unseen, total: wanted.length }) : t('batch.mark.all')}</small>
        )}
      </p>
    </>
  );
}
