import type { AusgangZeile } from '../../replica-api/open-work.ts';
import { clearDrafts, useDraft } from '../../state/drafts.ts';
import { type Notice, showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface ReasonDialogProps {
  readonly row: AusgangZeile;
  readonly title: string;
  readonly text: string;
  /** Label of the button that goes ahead. */
  readonly go: string;
  /** What is said afterwards. */
  readonly done: Notice['text'];
  readonly onGo: (grund: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for the reason that will stand in the history before a rejected change is dealt with. */
export function ReasonDialog({ row, title, text, go, done, onGo, onClose }: ReasonDialogProps) {
  const { t } = useTexts();
  const task = useTask();
  const key = `ausgang:${row.n}:grund`;
  const draft = useDraft(key, '');
  const goAhead = async () => {
    if (!(await task.run(() => onGo(draft.value.trim())))) return;
    clearDrafts([key]);
    showNotice({ text: done });
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button isDisabled={task.isRunning || draft.value.trim() === ''} onPress={() => void goAhead()}>
            {go}
          </Button>
          <Button look="go" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      <TextArea label={t('ausgang.grund')} value={draft.value} onChange={draft.set} rows={3} />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
