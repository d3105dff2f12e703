import { useEffect, useRef, useState } from 'react';
import type { PrintProgress } from './actions/print-parts.ts';
import { showNotice } from './state/notice.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { Progress } from './ui/progress.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';

interface PrintDialogProps {
  readonly title: string;
  /** What comes out of the printer, in words. */
  readonly what: string;
  /** False: cancelled in the system's dialog. */
  readonly onPrint: (progress: PrintProgress) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Says what is printed and that it is logged, draws the sheets, and then the system's dialog takes over. */
export function PrintDialog({ title, what, onPrint, onClose }: PrintDialogProps) {
  const { t } = useTexts();
  const [drawn, setDrawn] = useState({ done: 0, total: 0 });
  const stop = useRef(new AbortController());
  const task = useTask();
  // However it is closed, no sheet goes on being drawn.
  useEffect(() => {
    const aborter = new AbortController();
    stop.current = aborter;
    return () => aborter.abort();
  }, []);
  const print = () =>
    task.run(async () => {
      setDrawn({ done: 0, total: 0 });
      const onDrawn = (done: number, total: number) => setDrawn({ done, total });
      if (await onPrint({ signal: stop.current.signal, onDrawn })) showNotice({ text: ({ t }) => t('druck.done') });
      onClose();
    });
  const { done, total } = drawn;
  const isReady = total > 0 && done === total;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button look="go" autoFocus isDisabled={task.isRunning} onPress={() => void print()}>
            {t('druck.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{what}</p>
        <p>{t('druck.logged')}</p>
        {task.isRunning && !isReady && (
          <Progress
            label={t('druck.drawing')}
            done={done}
            total={total}
            amounts={total > 0 ? t('druck.amount', { done, total }) : ''}
          />
        )}
        {task.isRunning && isReady && <p role="status">{t('druck.system')}</p>}
        <ErrorNote error={task.error} />
      </div>
    </Dialog>
  );
}
