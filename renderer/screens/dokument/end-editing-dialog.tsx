import type { Bearbeitung } from '../../../shared/bearbeitung.ts';
import { endEditing } from '../../actions/edit-outside.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface EndEditingDialogProps {
  readonly bearbeitung: Bearbeitung;
  readonly titel: string;
  readonly onClose: () => void;
}

/** Asks before the files of a draft are removed: what is not saved outside would be lost there. */
export function EndEditingDialog({ bearbeitung, titel, onClose }: EndEditingDialogProps) {
  const { t } = useTexts();
  const task = useTask();
  const end = async () => {
    if (!(await task.run(() => endEditing(bearbeitung.id)))) return;
    showNotice({ text: ({ t }) => t('entwurf.ended', { titel }), isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={t('entwurf.end.title')}
      onClose={onClose}
      actions={
        <>
          <Button isDisabled={task.isRunning} onPress={() => void end()}>
            {t('entwurf.end.go')}
          </Button>
          <Button look="go" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <p>{t('entwurf.end.text', { name: bearbeitung.name })}</p>
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
