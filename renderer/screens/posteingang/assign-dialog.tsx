import { useState } from 'react';
import { assignDokumente } from '../../actions/assign-dokumente.ts';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

interface AssignDialogProps {
  readonly rows: readonly DokumentZeile[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks to which Einheit what came in is handed out; nothing is chosen beforehand. */
export function AssignDialog({ rows, onDone, onClose }: AssignDialogProps) {
  const { t } = useTexts();
  const task = useTask();
  const einheiten = useQuery('profil', {})?.einheiten ?? [];
  const [chosen, setChosen] = useState('');
  const einheit = einheiten.find(({ id }) => id === chosen);
  const go = async () => {
    if (!einheit) return;
    const ids = rows.map(({ id }) => id);
    if (!(await task.run(() => assignDokumente(ids, einheit.id)))) return;
    showNotice({ text: ({ t }) => t('zuweisen.done', { n: ids.length, einheit: einheit.name }), isUnsent: true });
    onDone();
  };
  return (
    <Dialog
      title={t('zuweisen.title', { n: rows.length })}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={!einheit || task.isRunning} onPress={() => void go()}>
            {t('zuweisen.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <ul className="plain-list">
          {rows.slice(0, 5).map(({ id, titel }) => (
            <li key={id}>{titel}</li>
          ))}
        </ul>
        {rows.length > 5 && <small>{t('zuweisen.more', { n: rows.length - 5 })}</small>}
        <SelectField
          label={t('zuweisen.einheit')}
          value={chosen}
          onChange={setChosen}
          options={[
            { value: '', label: t('gang.choose') },
            ...einheiten.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <p className="note">{t('zuweisen.means')}</p>
        <ErrorNote error={task.error} />
      </div>
    </Dialog>
  );
}
