import { useRef, useState } from 'react';
import { triesLeft } from '../../actions/tries-left.ts';
import { unlockSession } from '../../actions/unlock-session.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** The usual way in. The passphrase is forgotten by the page as soon as main has it. */
export function PassphraseForm({ onForgotten }: { readonly onForgotten: () => void }) {
  const { t } = useTexts();
  const [passphrase, setPassphrase] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const task = useTask();
  const tries = triesLeft(task.error);
  const submit = async () => {
    const isOpen = await task.run(() => unlockSession(passphrase));
    if (isOpen) return;
    setPassphrase('');
    form.current?.querySelector('input')?.focus();
  };
  return (
    <form
      ref={form}
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase && !task.isRunning) void submit();
      }}
    >
      <h1>{t('unlock.title')}</h1>
      <TextField
        label={t('unlock.passphrase')}
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
      />
      <ErrorNote error={task.error} />
      {tries !== null && <p className="small">{t('unlock.tries', { n: tries })}</p>}
      <div className="row">
        <Button look="go" type="submit" isDisabled={!passphrase || task.isRunning}>
          {task.isRunning ? t('unlock.working') : t('unlock.go')}
        </Button>
        <Button look="quiet" onPress={onForgotten} isDisabled={task.isRunning}>
          {t('unlock.forgotten')}
        </Button>
      </div>
    </form>
  );
}
