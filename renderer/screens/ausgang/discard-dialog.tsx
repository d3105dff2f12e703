import { discardRejected } from '../../actions/settle-rejected.ts';
import type { AusgangZeile } from '../../replica-api/open-work.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';

/** Asks once more before a rejected change is given up for good. */
export function DiscardDialog({ row, onClose }: { readonly row: AusgangZeile; readonly onClose: () => void }) {
  const texts = useTexts();
  const { t } = texts;
  const task = useTask();
  const discard = async () => {
    if (!(await task.run(() => discardRejected(row.n)))) return;
    showNotice({ text: t('ausgang.discarded') });
    onClose();
  };
  const what = wordFor(texts, 'was', row.was);
  return (
    <Dialog
      title={t('ausgang.discard.title')}
      onClose={onClose}
      actions={
        <>
          <Button isDisabled={task.isRunning} onPress={() => void discard()}>
            {t('ausgang.discard.go')}
          </Button>
          <Button look="go" autoFocus onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <p>{t('ausgang.discard.text', { what, titel: row.titel, time: texts.dateTime(row.zeit) })}</p>
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
