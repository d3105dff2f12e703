import { recallSchritt } from '../../actions/recall-schritt.ts';
import { reopenGang } from '../../actions/reopen-gang.ts';
import type { GangSchritt } from '../../replica-api/gang-rows.ts';
import { clearDrafts, useDraft } from '../../state/drafts.ts';
import { type Notice, showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextArea } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** Asks why a step shall be skipped. */
export function RecallDialog({ schritt, onClose }: { readonly schritt: GangSchritt; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { id, nummer, an } = schritt;
  return (
    <WhyDialog
      about={id}
      title={t('gang.recall.title', { n: nummer })}
      text={t('gang.recall.text', { wer: an })}
      go={t('gang.recall.go')}
      done={({ t }) => t('gang.recall.done', { n: nummer })}
      onGo={(grund) => recallSchritt(id, grund)}
      onClose={onClose}
    />
  );
}

/** Asks why a finally signed Dokument shall take Versionen again. */
export function ReopenDialog({ dokument, onClose }: { readonly dokument: string; readonly onClose: () => void }) {
  const { t } = useTexts();
  return (
    <WhyDialog
      about={dokument}
      title={t('gang.reopen')}
      text={t('gang.reopen.text')}
      go={t('gang.reopen.go')}
      done={({ t }) => t('gang.reopen.done')}
      onGo={(grund) => reopenGang(dokument, grund)}
      onClose={onClose}
    />
  );
}

interface WhyDialogProps {
  /** Id of what it is about: the reason is kept as a draft under it. */
  readonly about: string;
  readonly title: string;
  readonly text: string;
  readonly go: string;
  readonly done: Notice['text'];
  readonly onGo: (grund: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Nothing goes ahead without a reason; the safe way out is the first choice. */
function WhyDialog({ about, title, text, go, done, onGo, onClose }: WhyDialogProps) {
  const { t } = useTexts();
  const task = useTask();
  const key = `gang:${about}:grund`;
  const grund = useDraft(key, '');
  const goAhead = async () => {
    if (!(await task.run(() => onGo(grund.value.trim())))) return;
    clearDrafts([key]);
    showNotice({ text: done, isUnsent: true });
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button isDisabled={task.isRunning || grund.value.trim() === ''} onPress={() => void goAhead()}>
            {go}
          </Button>
          <Button look="go" onPress={onClose}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      <TextArea label={t('gang.grund')} value={grund.value} onChange={grund.set} rows={3} />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
