import { packAkten } from '../../actions/pack-akten.ts';
import type { AkteZeile } from '../../replica-api/akte-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface PackDialogProps {
  readonly akten: readonly AkteZeile[];
  readonly onClose: () => void;
  readonly onPacked: () => void;
}

/** Shows what packing loads before it loads anything. */
export function PackDialog({ akten, onClose, onPacked }: PackDialogProps) {
  const { t, size } = useTexts();
  const task = useTask();
  const total = akten.reduce((sum, akte) => sum + akte.sizeBytes, 0);
  const missing = akten.reduce((sum, akte) => sum + Math.max(0, akte.sizeBytes - akte.hereBytes), 0);
  const pack = async () => {
    if (!(await task.run(() => packAkten(akten.map((akte) => akte.id))))) return;
    showNotice({ text: t('akten.packedNow', { n: akten.length }) });
    onPacked();
  };
  return (
    <Dialog
      title={t('akten.packMany', { n: akten.length }).replace(/ …$/, '')}
      onClose={onClose}
      actions={
        <>
          <Button look="go" autoFocus isDisabled={task.isRunning} onPress={() => void pack()}>
            {t('akten.packMany', { n: akten.length }).replace(/ …$/, '')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <ul className="plain-list">
        {akten.slice(0, 8).map((akte) => (
          <li key={akte.id}>
            <span>
              {akte.titel} <small>{akte.aktenzeichen}</small>
            </span>
            <span className="num">{size(akte.sizeBytes)}</span>
          </li>
        ))}
        {akten.length > 8 && <li className="muted">+ {akten.length - 8}</li>}
      </ul>
      <p>{t('akten.packSize', { size: size(missing), total: size(total) })}</p>
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
