import { useState } from 'react';
import type { AppStatus } from '../../../shared/bridge.ts';
import type { Enrolment, Info } from '../../../shared/sync-protocol.ts';
import { startPractice } from '../../actions/practise.ts';
import { setPreference } from '../../actions/set-preference.ts';
import { refreshStatus } from '../../actions/set-up-device.ts';
import { ErrorCodeNote } from '../../ui/error-note.tsx';
import { Gate } from '../../ui/gate.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { PracticeEntry } from '../../ui/practice-entry.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { FixedServerStep } from './fixed-server-step.tsx';
import { PassphraseStep } from './passphrase-step.tsx';
import { RecoveryStep } from './recovery-step.tsx';
import { RestoreStep } from './restore-step.tsx';
import { ServerStep } from './server-step.tsx';
import { firstStep, setupSteps } from './setup-steps.ts';
import { SignInStep } from './sign-in-step.tsx';

type Step =
  | { readonly name: 'server' }
  | { readonly name: 'signIn'; readonly chosen: { readonly server: string; readonly info: Info } | null }
  | { readonly name: 'passphrase' | 'restore'; readonly enrolment: Enrolment }
  | { readonly name: 'recovery'; readonly enrolment: Enrolment; readonly code: string };

/** First run: server (unless prescribed), sign-in, passphrase, recovery code; or, once signed in, a Notfallkopie. */
export function EinrichtungScreen({ status, onDone }: { readonly status: AppStatus; readonly onDone: () => void }) {
  const { t } = useTexts();
  const [step, setStep] = useState<Step>(() => begin(status));
  const names = setupSteps(status);
  const at = step.name === 'restore' ? -1 : names.indexOf(step.name);
  const leave = async () => {
    await refreshStatus();
    onDone();
  };
  return (
    <Gate
      status={t('setup.title')}
      extra={<LanguageSwitch onSwitch={(language) => void setPreference({ language })} />}
    >
      <div className="card">
        {status.vaultMissing && step.name !== 'recovery' && <ErrorCodeNote code="vault-missing" />}
        {at >= 0 && (
          <ol className="steps no-print" aria-label={t('setup.step', { n: at + 1, total: names.length })}>
            {names.map((name, index) => (
              <li key={name} aria-current={name === step.name ? 'step' : undefined}>
                {index + 1} {t(`setup.step.${name}`)}
              </li>
            ))}
          </ol>
        )}
        {step.name === 'server' && (
          <ServerStep
            initial={status.server ?? ''}
            onNext={(server, info) => setStep({ name: 'signIn', chosen: { server, info } })}
          />
        )}
        {step.name === 'restore' && (
          <RestoreStep onBack={() => setStep({ ...step, name: 'passphrase' })} onDone={() => void leave()} />
        )}
        {step.name === 'signIn' && step.chosen && (
          <SignInStep
            server={step.chosen.server}
            info={step.chosen.info}
            onBack={() => setStep({ name: 'server' })}
            onNext={(enrolment) => setStep({ name: 'passphrase', enrolment })}
          />
        )}
        {step.name === 'signIn' && !step.chosen && (
          <FixedServerStep
            server={status.server ?? ''}
            onNext={(enrolment) => setStep({ name: 'passphrase', enrolment })}
          />
        )}
        {step.name === 'passphrase' && (
          <PassphraseStep
            hasKeyring={status.secondFactor === 'keyring'}
            onRestore={() => setStep({ ...step, name: 'restore' })}
            onNext={(code) => setStep({ name: 'recovery', enrolment: step.enrolment, code })}
          />
        )}
        {(step.name === 'server' || step.name === 'signIn') && <PracticeEntry onPress={startPractice} />}
        {step.name === 'recovery' && (
          <RecoveryStep enrolment={step.enrolment} code={step.code} onNext={() => void leave()} />
        )}
      </div>
    </Gate>
  );
}

function begin(status: AppStatus): Step {
  const name = firstStep(status);
  if (name === 'passphrase' && status.enrolment) return { name, enrolment: status.enrolment };
  return name === 'signIn' ? { name, chosen: null } : { name: 'server' };
}
