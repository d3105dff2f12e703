import { unlockWithRecoveryCode } from '../../actions/unlock-session.ts';
import { RecoveryCodeForm } from '../../ui/recovery-code-form.tsx';
import { useTexts } from '../../ui/use-texts.ts';

/** The way in when the passphrase is forgotten: the printed code, and a new passphrase. */
export function RecoveryForm({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTexts();
  const words = {
    title: t('unlock.recovery.title'),
    why: t('unlock.recovery.why'),
    go: t('unlock.go'),
    working: t('unlock.working'),
    back: t('unlock.recovery.back'),
  };
  return <RecoveryCodeForm words={words} onDone={unlockWithRecoveryCode} onBack={onBack} />;
}
