import { addVermerk } from '../../actions/add-vermerk.ts';
import { clearDrafts, useDraft } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** A new Vermerk; half-written ones survive lock and crash. */
export function VermerkForm({ vorgang }: { readonly vorgang: string }) {
  const { t } = useTexts();
  const key = `vorgang:${vorgang}:vermerk`;
  const draft = useDraft(key, '');
  const task = useTask();
  const add = () =>
    task.run(async () => {
      await addVermerk(vorgang, draft.value.trim());
      clearDrafts([key]);
      showNotice({ text: ({ t }) => t('vorgang.note.added'), isUnsent: true });
    });
  return (
    <form
      className="vermerk-form"
      aria-label={t('vorgang.note')}
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.value.trim()) void add();
      }}
    >
      <div className="tools">
        <h2>{t('vorgang.note')}</h2>
      </div>
      <div className="form-grid">
        <div className="full">
          <TextArea
            label={t('vorgang.note.label')}
            hint={t('vorgang.note.hint')}
            rows={4}
            value={draft.value}
            onChange={draft.set}
          />
        </div>
        <div className="full row">
          <Button type="submit" isDisabled={!draft.value.trim() || task.isRunning}>
            {t('vorgang.note.add')} <kbd>{t('shortcuts.key.save')}</kbd>
          </Button>
          <Button look="quiet" onPress={() => navigate(`schreiben/${vorgang}`)}>
            {t('schreiben.asDokument')}
          </Button>
        </div>
      </div>
      <ErrorNote error={task.error} />
    </form>
  );
}

/** Puts the cursor where the new Vermerk is written. */
export function focusVermerk(): void {
  document.querySelector<HTMLTextAreaElement>('.vermerk-form textarea')?.focus();
}
