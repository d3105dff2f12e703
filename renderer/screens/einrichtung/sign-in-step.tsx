import { type ReactNode, useState } from 'react';
import type { Enrolment, Info } from '../../../shared/sync-protocol.ts';
import { signIn, signInByBrowser } from '../../actions/set-up-device.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface SignInStepProps {
  readonly server: string;
  readonly info: Info;
  /** What is known of the server, when nobody chose it here. */
  readonly facts?: ReactNode;
  /** The way past signing in: back to the choice of the server, or to a Notfallkopie. */
  readonly otherWay: ReactNode;
  readonly onNext: (enrolment: Enrolment) => void;
}

/** Who: a local account, or the agency's identity provider in the browser. */
export function SignInStep({ server, info, facts, otherWay, onNext }: SignInStepProps) {
  const { t } = useTexts();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const local = useTask();
  const browser = useTask();
  const isBusy = local.isRunning || browser.isRunning;
  const hasLocal = info.signIn.includes('local');
  const hasBrowser = info.signIn.includes('oidc');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void local.run(async () => onNext(await signIn(server, name.trim(), password)));
      }}
    >
      <h1>{t('setup.signIn.title', { authority: info.name })}</h1>
      <p>{t('setup.signIn.why')}</p>
      {facts}
      {hasLocal && (
        <>
          <TextField label={t('setup.signIn.name')} value={name} onChange={setName} autoFocus required />
          <TextField
            label={t('setup.signIn.password')}
            type="password"
            value={password}
            onChange={setPassword}
            required
          />
          <ErrorNote error={local.error} />
        </>
      )}
      <div className="row">
        {hasLocal && (
          <Button look="go" type="submit" isDisabled={isBusy || !name.trim() || !password}>
            {local.isRunning ? t('working') : t('setup.signIn.go')}
          </Button>
        )}
        {!isBusy && otherWay}
      </div>
      {hasBrowser && (
        <div className="stack">
          {hasLocal && <small>{t('setup.signIn.or')}</small>}
          <p>{t('setup.signIn.oidcWhy')}</p>
          <div className="row">
            <Button
              look={hasLocal ? 'plain' : 'go'}
              isDisabled={isBusy}
              onPress={() => void browser.run(async () => onNext(await signInByBrowser(server)))}
            >
              {t('setup.signIn.oidc')}
            </Button>
          </div>
          {browser.isRunning && <Progress label={t('setup.signIn.oidcWaiting')} done={0} total={0} amounts="" />}
          <ErrorNote error={browser.error} />
        </div>
      )}
    </form>
  );
}
