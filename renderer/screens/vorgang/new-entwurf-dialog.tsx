import { useState } from 'react';
import { createEntwurf } from '../../actions/create-entwurf.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** Begins a text in a Vorgang and shows its Dokument, where it can be opened in a word processor. */
export function NewEntwurfDialog({ vorgang, onClose }: { readonly vorgang: string; readonly onClose: () => void }) {
  const { t } = useTexts();
  const [titel, setTitel] = useState('');
  const task = useTask();
  const name = titel.trim().slice(0, 500);
  const create = () =>
    task.run(async () => {
      const dokument = await createEntwurf(vorgang, name);
      showNotice({ text: ({ t }) => t('entwurf.new.done', { titel: name }), isUnsent: true });
      onClose();
      navigate(`dokument/${dokument}`);
    });
  return (
    <Dialog
      title={t('entwurf.new.title')}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={task.isRunning || name === ''} onPress={() => void create()}>
            {t('entwurf.new.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="muted">{t('entwurf.new.text')}</p>
      <TextField label={t('entwurf.new.name')} value={titel} onChange={setTitel} autoFocus />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
