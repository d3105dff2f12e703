import { useEffect, useState } from 'react';
import type { Enrolment, Info } from '../../../shared/sync-protocol.ts';
import { probeServer } from '../../actions/set-up-device.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { SignInStep } from './sign-in-step.tsx';

interface FixedServerStepProps {
  /** Origin that the machine's policy names. */
  readonly server: string;
  readonly onNext: (enrolment: Enrolment) => void;
}

/** Sign-in at the server that the agency prescribes; until it has said who it is, or why not, that stands here. */
export function FixedServerStep({ server, onNext }: FixedServerStepProps) {
  const { t } = useTexts();
  const [info, setInfo] = useState<Info | null>(null);
  const task = useTask();
  const ask = () => void task.run(async () => setInfo(await probeServer(server)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each server; later by the button
  useEffect(ask, [server]);
  const facts = (
    <Facts
      rows={[
        [
          t('setup.step.server'),
          <span key="server">
            {server}
            <br />
            <small>{t('setup.server.fixed')}</small>
          </span>,
        ],
      ]}
    />
  );
  if (info) return <SignInStep server={server} info={info} facts={facts} onNext={onNext} />;
  return (
    <div className="stack">
      <h1>{t('setup.signIn.plainTitle')}</h1>
      {facts}
      {task.error === null && <p role="status">{t('setup.server.asking')}</p>}
      <ErrorNote error={task.error} />
      <div className="row">
        {task.error !== null && (
          <Button look="go" autoFocus onPress={ask}>
            {t('setup.server.again')}
          </Button>
        )}
      </div>
      <small>{t('setup.restore.hint')}</small>
    </div>
  );
}
