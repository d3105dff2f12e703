import { reopen } from './actions/reopen.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useTexts } from './ui/use-texts.ts';

interface ReopenDialogProps {
  readonly art: 'akte' | 'vorgang';
  readonly id: string;
  readonly titel: string;
  readonly onClose: () => void;
}

/** Sets a closed Akte or Vorgang open again: says what that means and asks for the reason. */
export function ReopenDialog({ art, id, titel, onClose }: ReopenDialogProps) {
  const { t } = useTexts();
  return (
    <ReasonDialog
      about={`oeffnen:${id}`}
      title={t('oeffnen.title', { titel })}
      text={t('oeffnen.what')}
      label={t('oeffnen.grund')}
      go={t('oeffnen').replace(' …', '')}
      done={({ t }) => t('oeffnen.done', { titel })}
      isUnsent
      onGo={(grund) => reopen(art, id, grund)}
      onClose={onClose}
    />
  );
}
