import { useState } from 'react';
import { restoreNotfallkopie } from '../../actions/set-up-device.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { isAcceptable, NewPassphrase } from '../../ui/new-passphrase.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** Brings unsent work of a lost or broken device back from its Notfallkopie. */
export function RestoreStep({ onBack, onDone }: { readonly onBack: () => void; readonly onDone: () => void }) {
  const { t } = useTexts();
  const [code, setCode] = useState('');
  const [value, setValue] = useState('');
  const [repeated, setRepeated] = useState('');
  const [restored, setRestored] = useState<{ operations: number; blobs: number } | null>(null);
  const task = useTask();
  const isReady = code.trim() !== '' && isAcceptable(value, repeated);
  if (restored)
    return (
      <div className="stack">
        <h1>{t('setup.restore.title')}</h1>
        <p className="note ok" role="status">
          {t('setup.restore.done', restored)}
        </p>
        <div className="row">
          <Button look="go" autoFocus onPress={onDone}>
            {t('setup.next')}
          </Button>
        </div>
      </div>
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void task.run(async () => setRestored(await restoreNotfallkopie(code.trim(), value)));
      }}
    >
      <h1>{t('setup.restore.title')}</h1>
      <p>{t('setup.restore.why')}</p>
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
          {task.isRunning ? t('working') : t('setup.restore.go')}
        </Button>
        <Button look="quiet" onPress={onBack} isDisabled={task.isRunning}>
          {t('back')}
        </Button>
      </div>
    </form>
  );
}
