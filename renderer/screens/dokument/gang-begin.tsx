import { useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface GangBeginProps {
  /** It has steps: another one is put in. */
  readonly hasSteps: boolean;
  /** While another act on the Dokument runs nothing is begun. */
  readonly isBusy: boolean;
  readonly onPress: () => void;
}

/** Begins a Geschaeftsgang or puts a step into it; says why where that has to wait. */
export function GangBegin({ hasSteps, isBusy, onPress }: GangBeginProps) {
  const { t } = useTexts();
  const id = useId();
  return (
    <div className="row">
      <Button isDisabled={isBusy} {...(isBusy ? { 'aria-describedby': id } : {})} onPress={onPress}>
        {t(hasSteps ? 'gang.insert' : 'gang.start')}
      </Button>
      {isBusy && <small id={id}>{t('gang.busy')}</small>}
    </div>
  );
}
