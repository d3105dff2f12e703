import { useState } from 'react';
import { createVorgang } from '../../actions/create-vorgang.ts';
import type { AkteZeile } from '../../replica-api/akte-rows.ts';
import { clearDrafts, useDraft } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

const kinds = ['antrag', 'widerspruch', 'anzeige', 'anfrage', 'sonstiges'] as const;

/** Asks for subject and kind of a new Vorgang and creates it; what is typed survives a lock. */
export function CreateVorgangDialog({ akte, onClose }: { readonly akte: AkteZeile; readonly onClose: () => void }) {
  const { t } = useTexts();
  const titelKey = `akte:${akte.id}:neuer-vorgang:titel`;
  const kindKey = `akte:${akte.id}:neuer-vorgang:typ`;
  const titel = useDraft(titelKey, '');
  const kind = useDraft(kindKey, t('typ.antrag'));
  const [showsMissing, setShowsMissing] = useState(false);
  const profil = useQuery('profil', {});
  const task = useTask();
  const submit = () => {
    const subject = titel.value.trim();
    if (!subject) return setShowsMissing(true);
    return void task.run(async () => {
      const id = await createVorgang(akte.id, subject, kind.value);
      clearDrafts([titelKey, kindKey]);
      showNotice({ text: ({ t }) => t('akte.created', { titel: subject }), isUnsent: true });
      onClose();
      navigate(`vorgang/${id}`);
    });
  };
  return (
    <Dialog
      title={t('akte.create.title', { zeichen: akte.aktenzeichen })}
      onClose={onClose}
      onDiscard={() => clearDrafts([titelKey, kindKey])}
      actions={
        <>
          <Button look="go" isDisabled={task.isRunning} onPress={submit}>
            {t('akte.create.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <TextField
        label={t('akte.create.titel')}
        value={titel.value}
        onChange={titel.set}
        autoFocus
        spellCheck
        error={showsMissing && !titel.value.trim() ? t('required') : undefined}
      />
      <SelectField
        label={t('akte.create.typ')}
        value={kind.value}
        onChange={kind.set}
        options={[...(profil?.vorgangstypen ?? []), ...kinds.map((name) => t(`typ.${name}`))].map((name) => ({
          value: name,
          label: name,
        }))}
      />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
