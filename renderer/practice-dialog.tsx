import { endPractice, startPractice } from './actions/practise.ts';
import { askPractice, usePracticeQuestion } from './state/practice.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';

/** Asks before practice begins or ends: both close what is open. The safe way out is the first choice. */
export function PracticeDialog() {
  const { t } = useTexts();
  const open = usePracticeQuestion((state) => state.open);
  const task = useTask();
  if (!open) return null;
  const close = () => askPractice(null);
  return (
    <Dialog
      title={t(`uebung.${open}.title`)}
      onClose={close}
      actions={
        <>
          <Button
            isDisabled={task.isRunning}
            onPress={() => void task.run(open === 'start' ? startPractice : endPractice)}
          >
            {t(`uebung.${open}.go`)}
          </Button>
          <Button look="go" autoFocus onPress={close}>
            {t(`uebung.${open}.stay`)}
          </Button>
        </>
      }
    >
      <p>{t(`uebung.${open}.text`)}</p>
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
