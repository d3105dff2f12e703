import { useState } from 'react';
import { isTag } from '../../../shared/frist/tag.ts';
import { noteDelivery } from '../../actions/note-delivery.ts';
import type { PostausgangZeile } from '../../replica-api/postausgang-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** What became of something that left: the day of its receipt or return, and what proves it. */
export function DeliveryDialog({ row, onClose }: { readonly row: PostausgangZeile; readonly onClose: () => void }) {
  const { t, date } = useTexts();
  const [zugang, setZugang] = useState(row.zugang ?? '');
  const [zurueck, setZurueck] = useState(row.zurueck ?? '');
  const [nachweis, setNachweis] = useState(row.nachweis);
  const task = useTask();
  const isReady = [zugang, zurueck].every((day) => day === '' || isTag(day));
  const save = async () => {
    const noted = { zugang: zugang || null, zurueck: zurueck || null, nachweis };
    if (!(await task.run(() => noteDelivery(row, noted)))) return;
    showNotice({ text: ({ t }) => t('versand.noted'), isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={t('versand.note.title')}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={!isReady || task.isRunning} onPress={() => void save()}>
            {t('vorgang.save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="muted">
        {date(row.abVermerk)} · {t(`frist.kanal.${row.weg}`)} · {row.empfaenger.join(', ')}
      </p>
      <DateField label={t('versand.zugang')} value={zugang} onChange={setZugang} autoFocus />
      <DateField label={t('versand.zurueck')} value={zurueck} onChange={setZurueck} />
      <TextField label={t('versand.nachweis')} value={nachweis} onChange={setNachweis} />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
