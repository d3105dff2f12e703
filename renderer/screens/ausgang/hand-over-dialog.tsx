import { useState } from 'react';
import { handOver } from '../../actions/hand-over.ts';
import type { AusgangZeile } from '../../replica-api/open-work.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/** Asks who is to get refused work; the Leitung of the own Einheit is offered first. */
export function HandOverDialog({ row, onClose }: { readonly row: AusgangZeile; readonly onClose: () => void }) {
  const { t } = useTexts();
  const task = useTask();
  const all = useQuery('empfaenger', {}) ?? [];
  const [chosen, setChosen] = useState('');
  const an = all.find(({ id, hasKey }) => hasKey && id === chosen) ?? all.find(({ hasKey }) => hasKey);
  const go = async () => {
    if (!an || !(await task.run(() => handOver(row.n, an.id)))) return;
    showNotice({ text: ({ t }) => t('uebergabe.sealed', { name: an.name }), isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={t('uebergabe.give.title')}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={task.isRunning || !an} onPress={() => void go()}>
            {t('uebergabe.give.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>{t('uebergabe.give.text')}</p>
      {an ? (
        <SelectField
          label={t('uebergabe.give.to')}
          value={an.id}
          onChange={setChosen}
          options={all
            .filter(({ hasKey }) => hasKey)
            .map(({ id, name, einheit }) => ({ value: id, label: `${name} (${einheit})` }))}
        />
      ) : (
        <p>{t('uebergabe.give.nobody')}</p>
      )}
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
