import { useEffect, useState } from 'react';
import type { Info } from '../../../shared/sync-protocol.ts';
import { readSignInMethods, replaceDevice, replaceDeviceByBrowser } from '../../actions/replace-device.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SignInForm } from '../../ui/sign-in-form.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** The way out of a profile that was used twice: sign in again and go on as a new device. */
export function NewDeviceDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const [methods, setMethods] = useState<Info['signIn'] | null>(null);
  const { run, error } = useTask();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => void run(async () => setMethods(await readSignInMethods())), []);
  const why = <p>{t('settings.newDevice.why')}</p>;
  return (
    <Dialog
      title={t('settings.newDevice')}
      onClose={onClose}
      actions={methods ? null : <Button onPress={onClose}>{t('cancel')}</Button>}
    >
      {methods ? (
        <SignInForm methods={methods} onLocal={replaceDevice} onBrowser={replaceDeviceByBrowser} onBack={onClose}>
          {why}
        </SignInForm>
      ) : (
        why
      )}
      <ErrorNote error={error} />
    </Dialog>
  );
}
