import { useState } from 'react';
import { cancelFrist, settleFrist } from '../../actions/settle-frist.ts';
import type { FristDetail } from '../../replica-api/frist-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Derivation } from '../../ui/derivation.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

interface SettleFristDialogProps {
  readonly id: string;
  readonly onClose: () => void;
  /** Null: the Vorgang is closed, nothing is computed again. */
  readonly onAgain: ((frist: FristDetail) => void) | null;
}

/** How a Frist came about, who set it, and what becomes of it: kept, computed again, or cancelled with a reason. */
export function SettleFristDialog({ id, onClose, onAgain }: SettleFristDialogProps) {
  const { t, dateTime } = useTexts();
  const frist = useQuery('frist', { id });
  const [grund, setGrund] = useState('');
  const task = useTask();
  if (!frist) {
    return (
      <Dialog title={t('feld.frist')} onClose={onClose} actions={<Button onPress={onClose}>{t('close')}</Button>}>
        <Loading />
      </Dialog>
    );
  }
  const { bezeichnung, status } = frist.zeile;
  const isOpen = status === 'offen';
  const settle = async (kept: boolean) => {
    if (!(await task.run(() => (kept ? settleFrist(id) : cancelFrist(id, grund))))) return;
    const key = kept ? 'frist.settled.erledigt' : 'frist.settled.aufgehoben';
    showNotice({ text: ({ t }) => t(key, { titel: bezeichnung }), isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={bezeichnung}
      onClose={onClose}
      wide
      actions={
        <>
          {isOpen && (
            <Button look="go" isDisabled={task.isRunning} onPress={() => void settle(true)}>
              {t('frist.done')}
            </Button>
          )}
          {isOpen && onAgain && <Button onPress={() => onAgain(frist)}>{t('frist.again')}</Button>}
          {isOpen && (
            <Button isDisabled={task.isRunning || grund.trim() === ''} onPress={() => void settle(false)}>
              {t('frist.cancel')}
            </Button>
          )}
          <Button autoFocus onPress={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      <Derivation result={frist.herleitung} />
      <p className="muted">{t('frist.setBy', { name: frist.von, zeit: dateTime(frist.zeit) })}</p>
      {frist.regelstand && <p className="muted">{t('frist.regelstand', { stand: frist.regelstand })}</p>}
      {isOpen && <TextField label={t('frist.reason')} value={grund} onChange={setGrund} />}
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
