import { useEffect, useState } from 'react';
import type { BridgeInput, BridgeOutput } from '../../shared/bridge.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import { useTask } from './use-task.ts';
import { useTexts } from './use-texts.ts';

type Service = BridgeOutput<'remote.services'>[number];
type Credential = BridgeOutput<'remote.credentials'>[number];

interface RemoteDialogProps {
  readonly onServices: () => Promise<readonly Service[]>;
  /** Signs in there first, in the browser where the service wants it. */
  readonly onCredentials: (service: string) => Promise<readonly Credential[]>;
  readonly onChoose: (remote: BridgeInput<'signer.chooseRemote'>) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Certificates at the services for remote signatures; a PIN or code is asked later, in main's own window. */
export function RemoteDialog({ onServices, onCredentials, onChoose, onClose }: RemoteDialogProps) {
  const { t } = useTexts();
  const [services, setServices] = useState<readonly Service[] | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const [found, setFound] = useState<readonly Credential[] | null>(null);
  const asking = useTask();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => {
    void asking.run(async () => setServices(await onServices()));
  }, []);
  const look = (service: string) =>
    asking.run(async () => {
      setAsked(service);
      setFound(null);
      setFound(await onCredentials(service));
    });
  const choose = (credential: string) =>
    asking.run(async () => {
      await onChoose({ service: asked ?? '', credential });
      onClose();
    });
  const isWaiting = asking.isRunning && asked !== null && found === null;
  return (
    <Dialog title={t('remote.title')} onClose={onClose} actions={<Button onPress={onClose}>{t('cancel')}</Button>}>
      <div className="stack">
        <p className="muted">{t('remote.why')}</p>
        <ul className="plain-list stack">
          {services?.map(({ name, host }) => (
            <li key={name} className="row">
              <span>{t('remote.service', { name, host })}</span>
              <Button
                isDisabled={asking.isRunning}
                aria-label={t('remote.signInAt', { name })}
                onPress={() => void look(name)}
              >
                {t('remote.signIn')}
              </Button>
            </li>
          ))}
        </ul>
        <p role="status">
          {services?.length === 0 && t('remote.none')}
          {isWaiting && t('remote.waiting', { name: asked })}
          {found?.length === 0 && t('remote.noCredential')}
        </p>
        {found && <CredentialList found={found} isBusy={asking.isRunning} onChoose={(id) => void choose(id)} />}
        <ErrorNote error={asking.error} />
      </div>
    </Dialog>
  );
}

interface CredentialListProps {
  readonly found: readonly Credential[];
  readonly isBusy: boolean;
  readonly onChoose: (id: string) => void;
}

/** What can sign stands first; the rest says why it cannot. */
function CredentialList({ found, isBusy, onChoose }: CredentialListProps) {
  const { t, date, error } = useTexts();
  const ordered = [...found].sort((a, b) => Number(a.problem !== null) - Number(b.problem !== null));
  return (
    <ul className="plain-list stack">
      {ordered.map(({ id, subject, issuer, notAfter, problem }) => (
        <li key={id} className="row">
          <span>
            {subject}{' '}
            {issuer && <small>{t('cards.certificate', { issuer, until: notAfter ? date(notAfter) : '' })}</small>}
            {problem && <small>{error(problem)}</small>}
          </span>
          <Button
            isDisabled={problem !== null || isBusy}
            aria-label={t('cards.useNamed', { subject })}
            onPress={() => onChoose(id)}
          >
            {t('cards.use')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
