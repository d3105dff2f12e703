import { useState } from 'react';
import { changePassphrase } from '../../actions/change-passphrase.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { isAcceptable, NewPassphrase } from '../../ui/new-passphrase.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** Changes the passphrase; says how the recovery code helps when it is forgotten. */
export function PassphraseCard() {
  const { t } = useTexts();
  const [old, setOld] = useState('');
  const [value, setValue] = useState('');
  const [repeated, setRepeated] = useState('');
  const task = useTask();
  const isReady = old !== '' && isAcceptable(value, repeated);
  const change = async () => {
    if (!(await task.run(() => changePassphrase(old, value)))) return;
    setOld('');
    setValue('');
    setRepeated('');
    showNotice({ text: ({ t }) => t('settings.passphrase.done') });
  };
  return (
    <form
      className="card"
      aria-label={t('settings.passphrase')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void change();
      }}
    >
      <h2>{t('settings.passphrase')}</h2>
      <TextField
        label={t('settings.passphrase.old')}
        type="password"
        autoComplete="current-password"
        value={old}
        onChange={setOld}
      />
      <NewPassphrase
        labels={{ first: t('settings.passphrase.new'), repeat: t('settings.passphrase.repeat') }}
        value={value}
        repeated={repeated}
        onValue={setValue}
        onRepeated={setRepeated}
        showsDifference={repeated.length >= value.length && repeated !== ''}
      />
      <ErrorNote error={task.error} />
      <div className="row">
        <Button type="submit" isDisabled={!isReady || task.isRunning}>
          {task.isRunning ? t('working') : t('settings.passphrase.go')}
        </Button>
      </div>
      <h2>{t('settings.recovery')}</h2>
      <p className="small">{t('settings.recovery.why')}</p>
    </form>
  );
}
