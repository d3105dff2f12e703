import { useState } from 'react';
import type { AppStatus } from '../../../shared/bridge.ts';
import { startPractice } from '../../actions/practise.ts';
import { setPreference } from '../../actions/set-preference.ts';
import { Gate } from '../../ui/gate.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { PracticeEntry } from '../../ui/practice-entry.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { PassphraseForm } from './passphrase-form.tsx';
import { RecoveryForm } from './recovery-form.tsx';

/** Locked: passphrase, or the recovery code when it is forgotten. */
export function UnlockScreen({ status }: { readonly status: AppStatus }) {
  const { t, moment } = useTexts();
  const [isForgotten, setForgotten] = useState(false);
  const since = status.lockedAt ? t('unlock.lockedSince', { since: moment(status.lockedAt) }) : t('unlock.locked');
  return (
    <Gate status={since} extra={<LanguageSwitch onSwitch={(language) => void setPreference({ language })} />}>
      <div className="card">
        {status.enrolment && (
          <p className="small">
            {status.enrolment.person.name} · {status.enrolment.authority}
          </p>
        )}
        {isForgotten ? (
          <RecoveryForm onBack={() => setForgotten(false)} />
        ) : (
          <PassphraseForm onForgotten={() => setForgotten(true)} />
        )}
        <PracticeEntry onPress={startPractice} />
      </div>
    </Gate>
  );
}
