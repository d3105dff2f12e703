import { useState } from 'react';
import { createAkte } from '../../actions/create-akte.ts';
import { clearDrafts, useDraft } from '../../state/drafts.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { useQuery } from '../../use-query.ts';

const protections = ['normal', 'hoch', 'sozialdaten', 'art9'] as const;
const keys = ['titel', 'plan', 'vertraulichkeit', 'schutzbedarf'].map((name) => `akten:neu:${name}`);
const [titelKey = '', planKey = '', stufeKey = '', schutzKey = ''] = keys;

interface CreateAkteDialogProps {
  /** The Aktenplaneinheit that is chosen in the tree. */
  readonly einheit: string | null;
  readonly onClose: () => void;
}

/** Asks for what a new Akte needs and creates it; what is typed survives a lock. */
export function CreateAkteDialog({ einheit, onClose }: CreateAkteDialogProps) {
  const texts = useTexts();
  const { t } = texts;
  const units = useQuery('aktenplan', {}) ?? [];
  const profil = useQuery('profil', {});
  const parents = new Set(units.map(({ uebergeordnet }) => uebergeordnet));
  const leaves = units.filter(({ id }) => !parents.has(id));
  const titel = useDraft(titelKey, '');
  const plan = useDraft(planKey, leaves.find(({ id }) => id === einheit)?.id ?? '');
  const stufe = useDraft(stufeKey, '003');
  const schutz = useDraft(schutzKey, 'normal');
  const [showsMissing, setShowsMissing] = useState(false);
  const task = useTask();
  const subject = titel.value.trim();
  const submit = () => {
    if (!subject || !plan.value) return setShowsMissing(true);
    return void task.run(async () => {
      const id = await createAkte({
        titel: subject,
        aktenplaneinheit: plan.value,
        vertraulichkeit: stufe.value,
        schutzbedarf: schutz.value,
      });
      clearDrafts(keys);
      showNotice({ text: ({ t }) => t('akten.new.done', { titel: subject }), isUnsent: true });
      onClose();
      navigate(`akte/${id}`);
    });
  };
  const missing = (isMissing: boolean) => (showsMissing && isMissing ? t('required') : undefined);
  return (
    <Dialog
      title={t('akten.new.title')}
      onClose={onClose}
      onDiscard={() => clearDrafts(keys)}
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
        label={t('feld.titel')}
        value={titel.value}
        onChange={titel.set}
        autoFocus
        spellCheck
        error={missing(!subject)}
      />
      <SelectField
        label={t('akten.new.plan')}
        value={plan.value}
        onChange={plan.set}
        hint={t('akten.new.zeichen')}
        error={missing(!plan.value)}
        options={[
          { value: '', label: t('akten.new.choose') },
          ...leaves.map((unit) => ({ value: unit.id, label: `${unit.kennzeichen} ${unit.titel}` })),
        ]}
      />
      <SelectField
        label={t('feld.vertraulichkeit')}
        value={stufe.value}
        onChange={stufe.set}
        options={(profil?.stufen ?? ['003']).map((code) => ({
          value: code,
          label: wordFor(texts, 'vertraulichkeit', code),
        }))}
      />
      <SelectField
        label={t('feld.schutzbedarf')}
        value={schutz.value}
        onChange={schutz.set}
        options={protections.map((code) => ({ value: code, label: t(`schutzbedarf.${code}`) }))}
      />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
