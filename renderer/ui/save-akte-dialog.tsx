import { type ReactNode, useRef, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';
import { Progress } from './progress.tsx';
import { useTask } from './use-task.ts';
import { useTexts } from './use-texts.ts';

interface Saved {
  readonly sheets: number;
  readonly refused: readonly { readonly titel: string; readonly code: ErrorCode }[];
}

interface SaveAkteDialogProps {
  readonly titel: string;
  readonly count: number;
  readonly sizeBytes: number;
  readonly notHere: number;
  readonly onSave: (signal: AbortSignal, onRead: (done: number) => void) => Promise<Saved | null>;
  readonly onClose: () => void;
}

/** Says what becomes one file, shows how far it is, and what is in it only by a note. */
export function SaveAkteDialog({ titel, count, sizeBytes, notHere, onSave, onClose }: SaveAkteDialogProps) {
  const { t, size, error } = useTexts();
  const [done, setDone] = useState(0);
  const [saved, setSaved] = useState<Saved | null>(null);
  const stop = useRef(new AbortController());
  const task = useTask();
  const close = () => {
    stop.current.abort();
    onClose();
  };
  const save = () =>
    task.run(async () => {
      setDone(0);
      const result = await onSave(stop.current.signal, setDone);
      setSaved(result);
    });
  let body: ReactNode;
  if (saved) {
    body = (
      <div className="stack" role="status">
        <p>{t('sammlung.done', { pages: saved.sheets })}</p>
        {saved.refused.length > 0 && (
          <div className="note warn">
            <p>{t('sammlung.refused')}</p>
            <ul>
              {saved.refused.map(({ titel: of, code }) => (
                <li key={of}>
                  {of}: {error(code)}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    );
  } else if (task.isRunning && done < count) {
    const amounts = t('sammlung.amount', { done, total: count });
    body = <Progress label={t('sammlung.reading')} done={done} total={count} amounts={amounts} />;
  } else if (task.isRunning) {
    body = <p role="status">{t('sammlung.writing')}</p>;
  } else {
    body = (
      <div className="stack">
        <p>{t('sammlung.why')}</p>
        <p>{t('sammlung.count', { n: count, size: size(sizeBytes) })}</p>
        {notHere > 0 && <p>{t('sammlung.notHere', { n: notHere })}</p>}
        <ErrorNote error={task.error} />
      </div>
    );
  }
  return (
    <Dialog
      title={t('sammlung.title', { titel })}
      onClose={close}
      actions={
        <>
          {!saved && (
            <Button look="go" isDisabled={task.isRunning || count === 0} onPress={() => void save()}>
              {t('sammlung.go')}
            </Button>
          )}
          <Button {...(saved ? { look: 'go' as const } : {})} onPress={close}>
            {t(saved ? 'stempel.close' : 'cancel')}
          </Button>
        </>
      }
    >
      {body}
    </Dialog>
  );
}
