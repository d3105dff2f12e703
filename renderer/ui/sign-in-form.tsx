import { type ReactNode, useState } from 'react';
import type { Info } from '../../shared/sync-protocol.ts';
import { Button } from './button.tsx';
import { ErrorNote } from './error-note.tsx';
import { TextField } from './field.tsx';
import { Progress } from './progress.tsx';
import { useTask } from './use-task.ts';
import { useTexts } from './use-texts.ts';

interface SignInFormProps {
  readonly methods: Info['signIn'];
  readonly onLocal: (name: string, password: string) => Promise<void>;
  readonly onBrowser: () => Promise<void>;
  readonly onBack?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** Who: a local account, or the agency's identity provider in the browser. `children` stand above the fields. */
export function SignInForm({ methods, onLocal, onBrowser, onBack, children }: SignInFormProps) {
  const { t } = useTexts();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const local = useTask();
  const browser = useTask();
  const isBusy = local.isRunning || browser.isRunning;
  const hasLocal = methods.includes('local');
  const hasBrowser = methods.includes('oidc');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void local.run(() => onLocal(name.trim(), password));
      }}
    >
      {children}
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
        {onBack && (
          <Button look="quiet" onPress={onBack} isDisabled={isBusy}>
            {t('back')}
          </Button>
        )}
      </div>
      {hasBrowser && (
        <div className="stack">
          {hasLocal && <small>{t('setup.signIn.or')}</small>}
          <p>{t('setup.signIn.oidcWhy')}</p>
          <div className="row">
            <Button look={hasLocal ? 'plain' : 'go'} isDisabled={isBusy} onPress={() => void browser.run(onBrowser)}>
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
