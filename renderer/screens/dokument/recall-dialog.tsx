import { recallSchritt } from '../../actions/recall-schritt.ts';
import { reopenGang } from '../../actions/reopen-gang.ts';
import { ReasonDialog } from '../../reason-dialog.tsx';
import type { GangSchritt } from '../../replica-api/gang-rows.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** Asks why a step shall be skipped. */
export function RecallDialog({ schritt, onClose }: { readonly schritt: GangSchritt; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { id, nummer, an } = schritt;
  return (
    <ReasonDialog
      about={`gang:${id}`}
      label={t('gang.grund')}
      isUnsent
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
    <ReasonDialog
      about={`gang:${dokument}`}
      label={t('gang.grund')}
      isUnsent
      title={t('gang.reopen')}
      text={t('gang.reopen.text')}
      go={t('gang.reopen.go')}
      done={({ t }) => t('gang.reopen.done')}
      onGo={(grund) => reopenGang(dokument, grund)}
      onClose={onClose}
    />
  );
}
