import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useTexts } from './use-texts.ts';

interface SignBarProps {
  readonly count: number;
  readonly limit: number;
  readonly onSign: () => void;
  readonly onClear: () => void;
  /** What else can be done with them. */
  readonly children?: ReactNode;
}

/** Says how many Dokumente are marked and what can be done with all of them. */
export function SignBar({ count, limit, onSign, onClear, children }: SignBarProps) {
  const { t } = useTexts();
  return (
    <div className="tools">
      <strong className="from-60">{t('grid.selected', { n: count })}</strong>
      {/* Says the number too, where there is no room for both. */}
      <Button look="go" isDisabled={count > limit} onPress={onSign}>
        {t('batch.go', { n: count })}
      </Button>
      {count > limit && <small>{t('batch.tooMany', { n: limit })}</small>}
      {children}
      <span className="gap" />
      <Button look="quiet" onPress={onClear}>
        {t('cancel')}
      </Button>
    </div>
  );
}
