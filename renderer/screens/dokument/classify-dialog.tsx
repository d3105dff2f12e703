import { useState } from 'react';
import { markChange } from '../../actions/mark-change.ts';
import type { Geschaeftsgang } from '../../replica-api/gang-rows.ts';
import { clearDrafts, useDraft } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { navigateFromWindow } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

const klassen = ['redaktionell', 'wesentlich'] as const;

/** Asks whether a change is only editorial; nothing is chosen beforehand, and the difference is one press away. */
export function ClassifyDialog({ gang, onClose }: { readonly gang: Geschaeftsgang; readonly onClose: () => void }) {
  const { t } = useTexts();
  const task = useTask();
  // As they were when the dialog opened: another change is another question.
  const [[von, zu]] = useState([gang.fassung, gang.ungeklaert] as const);
  const [klasse, setKlasse] = useState<(typeof klassen)[number] | null>(null);
  const key = `gang:${zu?.id}:aenderung`;
  const kommentar = useDraft(key, '');
  if (!von || !zu) return null;
  const { dokument } = gang;
  const go = async () => {
    if (!klasse) return;
    const change = { dokument, vonSha: von.sha, sha: zu.sha, klasse, kommentar: kommentar.value.trim() };
    if (!(await task.run(() => markChange(change)))) return;
    clearDrafts([key]);
    showNotice({ text: ({ t }) => t('gang.classify.done'), isUnsent: true });
    onClose();
  };
  const isReady = klasse !== null && kommentar.value.trim() !== '';
  return (
    <Dialog
      title={t('gang.classify.title', { von: von.nummer, zu: zu.nummer })}
      onClose={onClose}
      onDiscard={() => clearDrafts([key])}
      actions={
        <>
          <Button look="go" isDisabled={task.isRunning || !isReady} onPress={() => void go()}>
            {t('gang.classify.go')}
          </Button>
          <Button onPress={() => navigateFromWindow(`pruefansicht/${dokument}/${von.id}/${zu.id}`)}>
            {t('gang.classify.compare')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('gang.classify.text')}</p>
        <SelectField
          label={t('gang.classify.choice')}
          value={klasse ?? ''}
          onChange={(value) => setKlasse(klassen.find((one) => one === value) ?? null)}
          options={[
            { value: '', label: t('gang.choose') },
            ...klassen.map((value) => ({ value, label: t(`gang.classify.${value}`) })),
          ]}
        />
        {klasse && <p className="note">{t(`gang.classify.means.${klasse}`)}</p>}
        <TextArea label={t('gang.classify.reason')} value={kommentar.value} onChange={kommentar.set} rows={2} />
        <ErrorNote error={task.error} />
      </div>
    </Dialog>
  );
}
