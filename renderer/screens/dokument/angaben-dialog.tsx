import { useState } from 'react';
import { editDokument } from '../../actions/edit-dokument.ts';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';

const fields = ['titel', 'dokumenttyp', 'absender'] as const;
type Field = (typeof fields)[number];

/** What is said of a Dokument: its name, its kind, who sent it. */
export function AngabenDialog({ detail, onClose }: { readonly detail: DokumentDetail; readonly onClose: () => void }) {
  const { t } = useTexts();
  const { dokument, typ } = detail;
  const [seen] = useState(dokument);
  const [typed, setTyped] = useState<Partial<Record<Field, string>>>({});
  const task = useTask();
  const shownIn = (feld: Field) => typed[feld] ?? String(seen.felder[feld] ?? '');
  const changed = fields.filter((feld) => shownIn(feld) !== String(seen.felder[feld] ?? ''));
  const kinds = [
    ...new Set([...(typ?.unterlagen ?? []), ...(typ ? [typ.abschluss] : [])].map((one) => one.dokumenttyp)),
  ];
  const save = async () => {
    const set = Object.fromEntries(changed.map((feld) => [feld, shownIn(feld).trim()]));
    const base = Object.fromEntries(changed.map((feld) => [feld, seen.rev]));
    if (!(await task.run(() => editDokument({ id: dokument.id, set, base })))) return;
    const before = Object.fromEntries(changed.map((feld) => [feld, String(seen.felder[feld] ?? '')]));
    showNotice({
      text: ({ t }) => t('dok.angaben.saved'),
      isUnsent: true,
      undo: () => editDokument({ id: dokument.id, set: before, base }),
    });
    onClose();
  };
  const field = (feld: Field) => ({
    label: t(`feld.${feld}`),
    value: shownIn(feld),
    onChange: (value: string) => setTyped((before) => ({ ...before, [feld]: value })),
  });
  const isWrong = !shownIn('titel').trim();
  return (
    <Dialog
      title={t('dok.angaben.title', { titel: String(seen.felder.titel ?? '') })}
      onClose={onClose}
      actions={
        <>
          <Button look="go" isDisabled={changed.length === 0 || isWrong || task.isRunning} onPress={() => void save()}>
            {t('vorgang.save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <TextField {...field('titel')} autoFocus error={isWrong ? t('required') : undefined} />
      <TextField
        {...field('dokumenttyp')}
        suggestions={kinds}
        hint={kinds.length > 0 ? t('dok.angaben.typHint', { arten: kinds.join(', ') }) : undefined}
      />
      <TextField {...field('absender')} />
      <ErrorNote error={task.error} />
    </Dialog>
  );
}
