import { useState } from 'react';
import { restoreNotfallkopie } from '../../actions/set-up-device.ts';
import { Button } from '../../ui/button.tsx';
import { RecoveryCodeForm } from '../../ui/recovery-code-form.tsx';
import { useTexts } from '../../ui/use-texts.ts';

/** Brings unsent work of a lost or broken device back from its Notfallkopie. */
export function RestoreStep({ onBack, onDone }: { readonly onBack: () => void; readonly onDone: () => void }) {
  const { t } = useTexts();
  const [restored, setRestored] = useState<{ operations: number; blobs: number } | null>(null);
  if (restored)
    return (
      <div className="stack">
        <h1>{t('setup.restore.title')}</h1>
        <p className="note ok" role="status">
          {t('setup.restore.done', restored)}
        </p>
        <div className="row">
          <Button look="go" autoFocus onPress={onDone}>
            {t('setup.next')}
          </Button>
        </div>
      </div>
    );
  const words = {
    title: t('setup.restore.title'),
    why: t('setup.restore.why'),
    go: t('setup.restore.go'),
    working: t('working'),
    back: t('back'),
  };
  const restore = async (code: string, passphrase: string) => setRestored(await restoreNotfallkopie(code, passphrase));
  return <RecoveryCodeForm words={words} onDone={restore} onBack={onBack} />;
}
