import type { DokumentZeile } from '../../replica-api.ts';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface MarkedBarProps {
  readonly rows: readonly DokumentZeile[];
  readonly onStamp: (rows: readonly DokumentZeile[]) => void;
  readonly onDone: () => void;
}

/** Says what will happen to how many marked documents. */
export function MarkedBar({ rows, onStamp, onDone }: MarkedBarProps) {
  const { t } = useTexts();
  return (
    <div className="tools">
      <strong>{t('grid.selected', { n: rows.length })}</strong>
      <Button look="go" onPress={() => onStamp(rows)}>
        {t('stempel.batch.go', { n: rows.length })}
      </Button>
      <span className="gap" />
      <Button look="quiet" onPress={onDone}>
        {t('cancel')}
      </Button>
    </div>
  );
}
