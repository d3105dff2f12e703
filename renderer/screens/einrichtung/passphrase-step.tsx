import { useState } from 'react';
import { finishSetup } from '../../actions/set-up-device.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { isAcceptable, NewPassphrase } from '../../ui/new-passphrase.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface PassphraseStepProps {
  readonly hasKeyring: boolean;
  readonly onNext: (recoveryCode: string) => void;
  readonly onRestore: () => void;
}

/** The passphrase that encrypts everything here. */
export function PassphraseStep({ hasKeyring, onNext, onRestore }: PassphraseStepProps) {
  const { t } = useTexts();
  const [value, setValue] = useState('');
  const [repeated, setRepeated] = useState('');
  const task = useTask();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAcceptable(value, repeated)) void task.run(async () => onNext(await finishSetup(value)));
      }}
    >
      <h1>{t('setup.passphrase.title')}</h1>
      <p>{t('setup.passphrase.why')}</p>
      <NewPassphrase
        labels={{ first: t('setup.passphrase.label'), repeat: t('setup.passphrase.repeat') }}
        value={value}
        repeated={repeated}
        onValue={setValue}
        onRepeated={setRepeated}
        showsDifference={repeated.length >= value.length && repeated !== ''}
        autoFocus
      />
      <p className={hasKeyring ? 'small' : 'note warn'}>{hasKeyring ? t('setup.keyring') : t('setup.noKeyring')}</p>
      <ErrorNote error={task.error} />
      <div className="row">
        <Button look="go" type="submit" isDisabled={task.isRunning || !isAcceptable(value, repeated)}>
          {task.isRunning ? t('setup.passphrase.deriving') : t('setup.next')}
        </Button>
        <Button look="quiet" onPress={onRestore} isDisabled={task.isRunning}>
          {t('setup.restore.link')}
        </Button>
      </div>
    </form>
  );
}
