import { useState } from 'react';
import type { Info } from '../../../shared/sync-protocol.ts';
import { completeServer, probeServer } from '../../actions/set-up-device.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface ServerStepProps {
  readonly initial: string;
  readonly onNext: (server: string, info: Info) => void;
}

/** Which agency server, where no policy names it. */
export function ServerStep({ initial, onNext }: ServerStepProps) {
  const { t } = useTexts();
  const [server, setServer] = useState(initial);
  const task = useTask();
  const submit = () =>
    task.run(async () => {
      const address = completeServer(server);
      onNext(address, await probeServer(address));
    });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1>{t('setup.server.title')}</h1>
      <p>{t('setup.server.why')}</p>
      <TextField
        label={t('setup.server.label')}
        hint={t('setup.server.hint')}
        value={server}
        onChange={setServer}
        autoFocus
        required
      />
      <ErrorNote error={task.error} />
      <div className="row">
        <Button look="go" type="submit" isDisabled={task.isRunning || server.trim() === ''}>
          {task.isRunning ? t('working') : t('setup.next')}
        </Button>
      </div>
      <small>{t('setup.restore.hint')}</small>
    </form>
  );
}
