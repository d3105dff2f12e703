import { useState } from 'react';
import type { Enrolment } from '../../../shared/sync-protocol.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/check-field.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface RecoveryStepProps {
  readonly enrolment: Enrolment;
  readonly code: string;
  readonly onNext: () => void;
}

/** Shows the recovery code once: print it, confirm it, go on. */
export function RecoveryStep({ enrolment, code, onNext }: RecoveryStepProps) {
  const { t, date } = useTexts();
  const [isKept, setKept] = useState(false);
  const today = date(new Date().toISOString());
  const groups = code.trim().split(/[\s-]+/);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isKept) onNext();
      }}
    >
      <h1>{t('setup.recovery.title')}</h1>
      <p className="no-print">{t('setup.recovery.why')}</p>
      <p className="small">
        {t('setup.recovery.for', { name: enrolment.person.name, authority: enrolment.authority, date: today })}
      </p>
      <ol className="code" aria-label={t('setup.recovery.title')}>
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups never move and two may be equal
          <li key={index}>{group}</li>
        ))}
      </ol>
      <p className="small">{t('setup.recovery.copyHint')}</p>
      <div className="no-print stack">
        <div className="row">
          <Button autoFocus onPress={() => window.print()}>
            {t('setup.recovery.print')}
          </Button>
        </div>
        <CheckField label={t('setup.recovery.confirm')} isChecked={isKept} onChange={setKept} />
        <div className="row">
          <Button look="go" type="submit" isDisabled={!isKept}>
            {t('setup.recovery.done')}
          </Button>
        </div>
      </div>
    </form>
  );
}
