import type { VorratZeile } from '../../replica-api/vorrat-rows.ts';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { chosenVorgaenge } from './chosen-vorgaenge.ts';

/** One journal entry takes no more, with the notes that may go with it. */
const limit = 500;

interface VorratBarProps {
  readonly rows: readonly VorratZeile[];
  readonly onWiedervorlage: () => void;
  readonly onHandOn: () => void;
  readonly onClear: () => void;
}

/** Says how many rows are marked, and to how many Vorgaenge each act will happen. */
export function VorratBar({ rows, onWiedervorlage, onHandOn, onClear }: VorratBarProps) {
  const { t } = useTexts();
  const n = chosenVorgaenge(rows).length;
  const without = rows.filter(({ grund }) => grund !== 'frist' && grund !== 'wiedervorlage').length;
  const isDisabled = n === 0 || n > limit;
  return (
    <div className="tools">
      <strong>{t('grid.selected', { n: rows.length })}</strong>
      <Button look="go" isDisabled={isDisabled} onPress={onWiedervorlage}>
        {t('vorrat.bar.wiedervorlage', { n })}
      </Button>
      <Button isDisabled={isDisabled} onPress={onHandOn}>
        {t('vorrat.bar.handOn', { n })}
      </Button>
      {n > limit && <small>{t('batch.tooMany', { n: limit })}</small>}
      {without > 0 && <small>{t('vorrat.bar.without', { n: without })}</small>}
      <span className="gap" />
      <Button look="quiet" onPress={onClear}>
        {t('cancel')}
      </Button>
    </div>
  );
}
