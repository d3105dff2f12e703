import { useState } from 'react';
import { delegateSchritt } from '../../actions/delegate-schritt.ts';
import type { GangSchritt, Geschaeftsgang } from '../../replica-api/gang-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface DelegateDialogProps {
  readonly gang: Geschaeftsgang;
  readonly schritt: GangSchritt;
  readonly onClose: () => void;
}

/** Asks to whom a step is passed on. */
export function DelegateDialog({ gang, schritt, onClose }: DelegateDialogProps) {
  const { t } = useTexts();
  const task = useTask();
  const [chosen, setChosen] = useState('');
  const others = gang.personen.filter(({ name }) => name !== schritt.an);
  const an = others.find(({ id }) => id === chosen);
  const go = async () => {
    if (!an || !(await task.run(() => delegateSchritt(schritt.id, an.id)))) return;
    showNotice({ text: ({ t }) => t('gang.delegate.done', { wer: an.name }), isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={t('gang.delegate.title', { n: schritt.nummer })}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={task.isRunning || !an} onPress={() => void go()}>
            {t('gang.delegate.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>{t('gang.delegate.text')}</p>
      <SelectField
        label={t('gang.person')}
        value={chosen}
        onChange={setChosen}
        options={[
          { value: '', label: t('gang.choose') },
          ...others.map(({ id, name, einheit }) => ({ value: id, label: t('gang.who', { name, einheit }) })),
        ]}
      />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
