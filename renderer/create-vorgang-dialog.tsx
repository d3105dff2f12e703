import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { createVorgang, type NewVorgang } from './actions/create-vorgang.ts';
import { presetTyp } from './preset-typ.ts';
import type { AkteZeile } from './replica-api/akte-rows.ts';
import { clearDrafts, useDraft } from './state/drafts.ts';
import { Button } from './ui/button.tsx';
import { Dialog } from './ui/dialog.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { SelectField, TextField } from './ui/field.tsx';
import { useTask } from './ui/use-task.ts';
import { useTexts } from './ui/use-texts.ts';
import { useQuery } from './use-query.ts';

const kinds = ['antrag', 'widerspruch', 'anzeige', 'anfrage', 'sonstiges'] as const;

interface CreateVorgangDialogProps {
  readonly akte: AkteZeile;
  /** What is typed is kept under this name until the Vorgang is there. */
  readonly name: string;
  /** What the subject begins with. */
  readonly vorschlag?: string;
  /** Label of the button that goes ahead; absent: it only makes the Vorgang. */
  readonly go?: string;
  /** What follows; what it throws is shown in the dialog, and trying again makes no second Vorgang. */
  readonly onCreated: (vorgang: NewVorgang) => Promise<void>;
  readonly onClose: () => void;
}

/** The Enter that chose the Akte may still be held: it makes no Vorgang. */
function ignoreHeldEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}

/** Asks for subject and kind of a new Vorgang and creates it; what is typed survives a lock. */
export function CreateVorgangDialog({ akte, name, vorschlag = '', go, onCreated, onClose }: CreateVorgangDialogProps) {
  const { t } = useTexts();
  const titelKey = `${name}:titel`;
  const kindKey = `${name}:typ`;
  const titel = useDraft(titelKey, vorschlag);
  const offered = useQuery('profil', {})?.vorgangstypen ?? [];
  const kind = useDraft(kindKey, presetTyp(offered));
  const made = useRef<NewVorgang | null>(null);
  const [showsMissing, setShowsMissing] = useState(false);
  const task = useTask();
  const formId = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const subject = titel.value.trim();
    if (!subject || !kind.value) {
      flushSync(() => setShowsMissing(true));
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    void task.run(async () => {
      made.current ??= await createVorgang(akte.id, subject, kind.value);
      await onCreated(made.current);
      clearDrafts([titelKey, kindKey]);
      onClose();
    });
  };
  return (
    <Dialog
      title={t('akte.create.title', { zeichen: akte.aktenzeichen })}
      onClose={onClose}
      onDiscard={() => clearDrafts([titelKey, kindKey])}
      actions={
        <>
          <Button look="go" type="submit" form={formId} isDisabled={task.isRunning}>
            {go ?? t('akte.create.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit} onKeyDown={ignoreHeldEnter} noValidate>
        <p className="muted">{akte.titel}</p>
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
          error={showsMissing && !kind.value ? t('akte.create.needTyp') : undefined}
          options={[
            { value: '', label: t('quelle.choose') },
            ...[...offered, ...kinds.map((name) => t(`typ.${name}`))].map((name) => ({ value: name, label: name })),
          ]}
        />
      </form>
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
