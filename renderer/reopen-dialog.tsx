import { useState } from 'react';
import { reopen } from './actions/reopen.ts';
import { showNotice } from './state/notice.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { TextArea } from './ui/field.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';

interface ReopenDialogProps {
  readonly art: 'akte' | 'vorgang';
  readonly id: string;
  readonly titel: string;
  readonly onClose: () => void;
}

/** Sets a closed Akte or Vorgang open again: says what that means and asks for the reason. */
export function ReopenDialog({ art, id, titel, onClose }: ReopenDialogProps) {
  const { t } = useTexts();
  const [grund, setGrund] = useState('');
  const [showsMissing, setShowsMissing] = useState(false);
  const task = useTask();
  const submit = () => {
    const why = grund.trim();
    if (!why) return setShowsMissing(true);
    return void task.run(async () => {
      await reopen(art, id, why);
      showNotice({ text: ({ t }) => t('oeffnen.done', { titel }), isUnsent: true });
      onClose();
    });
  };
  return (
    <Dialog
      title={t('oeffnen.title', { titel })}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={task.isRunning} onPress={submit}>
            {t('oeffnen').replace(' …', '')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>{t('oeffnen.what')}</p>
      <TextArea
        label={t('oeffnen.grund')}
        value={grund}
        onChange={setGrund}
        error={showsMissing && !grund.trim() ? t('required') : undefined}
      />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
