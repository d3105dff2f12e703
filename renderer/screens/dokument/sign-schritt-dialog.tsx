import { useState } from 'react';
import { moeglich } from '../../../shared/geschaeftsgang/decide-gang.ts';
import { digestWords } from '../../../shared/texts/digest-words.ts';
import { completeSchritt } from '../../actions/complete-schritt.ts';
import type { GangSchritt, Geschaeftsgang } from '../../replica-api/gang-rows.ts';
import { clearDrafts, useDraft } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/check-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface SignSchrittDialogProps {
  readonly gang: Geschaeftsgang;
  readonly schritt: GangSchritt;
  readonly onClose: () => void;
}

/** Says what is signed and what it means; nothing is signed before the person says that she looked at this Version. */
export function SignSchrittDialog({ gang, schritt, onClose }: SignSchrittDialogProps) {
  const { t } = useTexts();
  const task = useTask();
  // The Version as it was when the dialog opened: a later one is not what the person looked at.
  const [fassung] = useState(gang.fassung);
  const all = moeglich[schritt.verfuegung];
  const [entscheidung, setEntscheidung] = useState(all[0]!);
  const [hasRead, setRead] = useState(false);
  const key = `gang:${schritt.id}:kommentar`;
  const kommentar = useDraft(key, '');
  if (!fassung) return null;
  const needsReason = entscheidung === 'abgelehnt' && kommentar.value.trim() === '';
  const go = async () => {
    const act = { schritt: schritt.id, sha: fassung.sha, entscheidung, kommentar: kommentar.value.trim() };
    if (!(await task.run(() => completeSchritt(act)))) return;
    clearDrafts([key]);
    showNotice({
      text: ({ t }) => t('gang.sign.done', { n: schritt.nummer, was: t(`gang.act.${entscheidung}`) }),
      isUnsent: true,
    });
    onClose();
  };
  const was = t(`gang.verfuegung.${schritt.verfuegung}`);
  return (
    <Dialog
      title={t('gang.sign.title', { n: schritt.nummer, was })}
      onClose={onClose}
      onDiscard={() => clearDrafts([key])}
      actions={
        <>
          <Button look="go" isDisabled={task.isRunning || !hasRead || needsReason} onPress={() => void go()}>
            {t(`gang.go.${entscheidung}`)}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className="stack">
        <Facts
          rows={[
            [t('gang.sign.dokument'), gang.titel],
            [t('gang.sign.fassung'), String(fassung.nummer)],
            [
              t('gang.sign.sha'),
              <code className="digest" key="sha">
                {digestWords(fassung.sha)}
              </code>,
            ],
            [t('gang.what'), [was, schritt.text].filter(Boolean).join(': ')],
            [t('gang.sign.for'), schritt.fuer],
          ]}
        />
        {all.length > 1 && (
          <SelectField
            label={t('gang.sign.decision')}
            value={entscheidung}
            onChange={(value) => setEntscheidung(all.find((one) => one === value) ?? entscheidung)}
            options={all.map((value) => ({ value, label: t(`gang.act.${value}`) }))}
          />
        )}
        <p className="note">{t(`gang.means.${entscheidung}`)}</p>
        <TextArea
          label={t('gang.kommentar')}
          value={kommentar.value}
          onChange={kommentar.set}
          hint={needsReason ? t('gang.sign.why') : undefined}
          rows={2}
        />
        <CheckField label={t('gang.sign.read', { n: fassung.nummer })} isChecked={hasRead} onChange={setRead} />
        <ErrorNote error={task.error} />
      </div>
    </Dialog>
  );
}
