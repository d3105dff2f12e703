import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface AsideDialogProps {
  readonly von: string;
  readonly onGo: (grund: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks why a package is laid aside; the reason stays with its record in the Akte. */
export function AsideDialog({ von, onGo, onClose }: AsideDialogProps) {
  const { t } = useTexts();
  const task = useTask();
  const [grund, setGrund] = useState('');
  const go = async () => {
    if (await task.run(() => onGo(grund.trim()))) onClose();
  };
  return (
    <Dialog
      title={t('uebergabe.aside.title')}
      onClose={onClose}
      actions={
        <>
          <Button isDisabled={task.isRunning || grund.trim() === ''} onPress={() => void go()}>
            {t('uebergabe.aside.go')}
          </Button>
          <Button look="go" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <p>{t('uebergabe.aside.text', { von })}</p>
      <TextArea label={t('ausgang.grund')} value={grund} onChange={setGrund} rows={3} />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
