import { closeVorgang } from '../../actions/close-vorgang.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import { useDrafts } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { collectChange } from './vorgang-fields.ts';

/** Closing is a legal act: says what it means, and refuses while something is undecided. */
export function CloseDialog({ detail, onClose }: { readonly detail: VorgangDetail; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { vorgang } = detail;
  const titel = String(vorgang.felder.titel ?? '');
  const drafts = useDrafts((state) => state.fields);
  const unsaved = collectChange(vorgang.id, drafts, vorgang.rev).names.length;
  const isBlocked = unsaved > 0 || detail.konflikte.length > 0;
  const task = useTask();
  const close = async () => {
    if (!(await task.run(() => closeVorgang(vorgang.id, '')))) return;
    showNotice({ text: ({ t }) => t('vorgang.zda.done', { titel }), isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={t('vorgang.zda.title', { titel })}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={isBlocked || task.isRunning} onPress={() => void close()}>
            {t('vorgang.zda.go')}
          </Button>
          <Button autoFocus onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <p className="muted">{String(vorgang.felder.geschaeftszeichen ?? '')}</p>
      <p>{t('vorgang.zda.what')}</p>
      {unsaved > 0 && <p className="note warn">{t('vorgang.zda.open', { n: unsaved })}</p>}
      {detail.konflikte.length > 0 && (
        <p className="note warn">{t('vorgang.zda.konflikt', { n: detail.konflikte.length })}</p>
      )}
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
