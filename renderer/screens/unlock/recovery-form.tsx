import { useState } from 'react';
import { unlockWithRecoveryCode } from '../../actions/unlock-session.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { isAcceptable, NewPassphrase } from '../../ui/new-passphrase.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** The way in when the passphrase is forgotten: the printed code, and a new passphrase. */
export function RecoveryForm({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTexts();
  const [code, setCode] = useState('');
  const [value, setValue] = useState('');
  const [repeated, setRepeated] = useState('');
  const task = useTask();
  const isReady = code.trim() !== '' && isAcceptable(value, repeated);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void task.run(() => unlockWithRecoveryCode(code.trim(), value));
      }}
    >
      <h1>{t('unlock.recovery.title')}</h1>
      <p>{t('unlock.recovery.why')}</p>
      <TextField
        label={t('setup.restore.code')}
        hint={t('setup.restore.codeHint')}
        value={code}
        onChange={setCode}
        autoFocus
      />
      <NewPassphrase
        labels={{ first: t('setup.restore.passphrase'), repeat: t('setup.restore.repeat') }}
        value={value}
        repeated={repeated}
        onValue={setValue}
        onRepeated={setRepeated}
        showsDifference={repeated.length >= value.length && repeated !== ''}
      />
      <ErrorNote error={task.error} />
      <div className="row">
        <Button look="go" type="submit" isDisabled={task.isRunning || !isReady}>
          {task.isRunning ? t('unlock.working') : t('unlock.go')}
        </Button>
        <Button look="quiet" onPress={onBack} isDisabled={task.isRunning}>
          {t('unlock.recovery.back')}
        </Button>
      </div>
    </form>
  );
}
