import { Button } from './button.tsx';
import { ErrorNote } from './error-note.tsx';
import { useTask } from './use-task.ts';
import { useTexts } from './use-texts.ts';

/** The way into practice before anything is open. */
export function PracticeEntry({ onPress }: { readonly onPress: () => Promise<void> }) {
  const { t } = useTexts();
  const task = useTask();
  return (
    <div className="practice-entry">
      <Button look="quiet" isDisabled={task.isRunning} onPress={() => void task.run(onPress)}>
        {t('uebung.try')}
      </Button>
      <ErrorNote error={task.error} />
    </div>
  );
}
