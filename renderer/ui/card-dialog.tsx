import { useEffect, useState } from 'react';
import type { BridgeInput, CardModuleFacts } from '../../shared/bridge.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorCodeNote, ErrorNote } from './error-note.tsx';
import { useTexts } from './use-texts.ts';

interface CardDialogProps {
  readonly onLook: () => Promise<readonly CardModuleFacts[]>;
  /** Rejects when the card was taken out meanwhile. */
  readonly onChoose: (card: BridgeInput<'signer.chooseCard'>) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Certificates on the cards that are inserted; the PIN is asked later, in main's own window. */
export function CardDialog({ onLook, onChoose, onClose }: CardDialogProps) {
  const { t } = useTexts();
  const [modules, setModules] = useState<readonly CardModuleFacts[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [looks, setLooks] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each count is one more look
  useEffect(() => {
    setModules(null);
    setError(null);
    onLook().then(setModules, setError);
  }, [looks]);
  const choose = (module: string, serial: string, certificate: string) =>
    onChoose({ module, serial, certificate }).then(onClose, setError);
  const cards = (modules ?? []).flatMap(({ module, readers }) =>
    readers.flatMap(({ token }) => (token ? [{ module, token }] : [])),
  );
  const problems = (modules ?? []).flatMap(({ problem, readers }) => [problem, ...readers.map((each) => each.problem)]);
  const actions = (
    <>
      <Button isDisabled={modules === null && error === null} onPress={() => setLooks(looks + 1)}>
        {t('cards.again')}
      </Button>
      <Button onPress={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog title={t('cards.choose.title')} onClose={onClose} actions={actions}>
      <div className="stack">
        <p className="muted">{t('cards.choose.why')}</p>
        <p role="status">
          {modules === null && error === null && t('cards.looking')}
          {modules?.length === 0 && t('cards.noModule')}
          {modules !== null && modules.length > 0 && cards.length === 0 && t('cards.noCard')}
        </p>
        {cards.map(({ module, token }) => (
          <section key={`${module} ${token.serial}`} className="stack" aria-label={token.label}>
            <h3 className="panel-title">{t('cards.card', { label: token.label, serial: token.serial })}</h3>
            <CertificateList token={token} onChoose={(id) => void choose(module, token.serial, id)} />
          </section>
        ))}
        {cards.length === 0 && problems.map((code) => code && <ErrorCodeNote key={code} code={code} />)}
        {cards.length > 0 && problems.some((code) => code !== null) && <small>{t('cards.otherTrouble')}</small>}
        <ErrorNote error={error} />
      </div>
    </Dialog>
  );
}

interface CertificateListProps {
  readonly token: NonNullable<CardModuleFacts['readers'][number]['token']>;
  readonly onChoose: (id: string) => void;
}

function CertificateList({ token, onChoose }: CertificateListProps) {
  const { t, date, error } = useTexts();
  if (token.certificates.length === 0) return <p>{t('cards.noCertificate')}</p>;
  return (
    <ul className="plain-list stack">
      {token.certificates.map(({ id, subject, issuer, notAfter, problem }) => (
        <li key={id} className="row">
          <span>
            {subject} <small>{t('cards.certificate', { issuer, until: notAfter ? date(notAfter) : '' })}</small>
            {problem && <small>{error(problem)}</small>}
          </span>
          <Button
            isDisabled={problem !== null}
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
