import { clearDrafts, useDraft } from './state/drafts.ts';
import { type Notice, showNotice } from './state/notice.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { TextArea } from './ui/field.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';

interface ReasonDialogProps {
  /** What it is about; the reason is kept as a draft under it. */
  readonly about: string;
  readonly title: string;
  readonly text: string;
  /** Label of the reason. */
  readonly label: string;
  /** Label of the button that goes ahead. */
  readonly go: string;
  /** What is said afterwards. */
  readonly done: Notice['text'];
  /** Whether what was done waits to be sent. */
  readonly isUnsent?: boolean;
  readonly onGo: (grund: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for the reason that will stand in the history. Nothing goes ahead without one; the safe way out is the first choice. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { about, title, text, label, go, done, isUnsent = false, onGo, onClose } = props;
  const { t } = useTexts();
  const task = useTask();
  const key = `${about}:grund`;
  const draft = useDraft(key, '');
  const goAhead = async () => {
    if (!(await task.run(() => onGo(draft.value.trim())))) return;
    clearDrafts([key]);
    showNotice({ text: done, isUnsent });
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onDiscard={() => clearDrafts([key])}
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
      <TextArea label={label} value={draft.value} onChange={draft.set} rows={3} autoFocus />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
