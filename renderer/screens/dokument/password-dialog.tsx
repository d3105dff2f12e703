import { type FormEvent, useId, useState } from 'react';
import { unlockPdf } from '../../actions/unlock-pdf.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

interface PasswordDialogProps {
  readonly version: string;
  readonly titel: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks for the password of an encrypted PDF and tries it at once. */
export function PasswordDialog({ version, titel, onDone, onClose }: PasswordDialogProps) {
  const { t } = useTexts();
  const formId = useId();
  const [password, setPassword] = useState('');
  const trying = useTask();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void trying.run(async () => {
      await unlockPdf(version, password);
      onDone();
    });
  };
  const actions = (
    <>
      <Button look="go" type="submit" form={formId} isDisabled={trying.isRunning || password === ''}>
        {t('pdfPassword.go')}
      </Button>
      <Button onPress={onClose}>{t('cancel')}</Button>
    </>
  );
  return (
    <Dialog title={t('pdfPassword.title', { titel })} onClose={onClose} actions={actions}>
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        <p className="muted">{t('pdfPassword.why')}</p>
        <TextField
          label={t('pdfPassword.field')}
          type="password"
          autoFocus
          value={password}
          hint={t('pdfPassword.hint')}
          onChange={setPassword}
        />
        <ErrorNote error={trying.error} />
      </form>
    </Dialog>
  );
}
