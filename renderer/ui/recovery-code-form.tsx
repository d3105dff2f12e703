import { useState } from 'react';
import { Button } from './button.tsx';
import { ErrorNote } from './error-note.tsx';
import { TextField } from './field.tsx';
import { isAcceptable, NewPassphrase } from './new-passphrase.tsx';
import { useTask } from './use-task.ts';
import { useTexts } from './use-texts.ts';

/** Asks for the printed recovery code and a new passphrase; `onDone` may fail, then its reason is shown. */
export function RecoveryCodeForm({
  words,
  onDone,
  onBack,
}: {
  readonly words: Readonly<Record<'title' | 'why' | 'go' | 'working' | 'back', string>>;
  readonly onDone: (code: string, passphrase: string) => Promise<void>;
  readonly onBack: () => void;
}) {
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
        if (isReady) void task.run(() => onDone(code.trim(), value));
      }}
    >
      <h1>{words.title}</h1>
      <p>{words.why}</p>
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
          {task.isRunning ? words.working : words.go}
        </Button>
        <Button look="quiet" onPress={onBack} isDisabled={task.isRunning}>
          {words.back}
        </Button>
      </div>
    </form>
  );
}
