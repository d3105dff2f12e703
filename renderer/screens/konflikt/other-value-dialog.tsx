import type { Feldwert } from '../../../shared/akte.ts';
import { isTag } from '../../../shared/frist/tag.ts';
import type { KonfliktKarte } from '../../replica-api/open-work.ts';
import { clearDrafts, useDraft } from '../../state/drafts.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface OtherValueDialogProps {
  readonly karte: KonfliktKarte;
  readonly feld: string;
  readonly error: unknown;
  readonly onDecide: (wert: Feldwert) => void;
  readonly onClose: () => void;
}

/** Neither value is right: the person types a third. It starts from the own value. */
export function OtherValueDialog({ karte, feld, error, onDecide, onClose }: OtherValueDialogProps) {
  const { t } = useTexts();
  const isList = Array.isArray(karte.mein) || Array.isArray(karte.ihr);
  const isDate = [karte.mein, karte.ihr].some((wert) => typeof wert === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(wert));
  const key = `konflikt:${karte.id}:wert`;
  const draft = useDraft(key, Array.isArray(karte.mein) ? karte.mein.join('\n') : String(karte.mein ?? ''));
  const isWrong = isDate && draft.value !== '' && !isTag(draft.value);
  const decide = () => {
    clearDrafts([key]);
    onDecide(typedValue(draft.value, isList, isDate));
  };
  const Input = isDate ? DateField : TextField;
  const label = t('konflikt.other.label', { feld });
  return (
    <Dialog
      title={label}
      onClose={onClose}
      onDiscard={() => clearDrafts([key])}
      actions={
        <>
          <Button look="go" isDisabled={isWrong} onPress={decide}>
            {t('konflikt.other.go')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {isList ? (
        <TextArea label={label} hint={t('vorgang.beteiligteHint')} value={draft.value} onChange={draft.set} rows={5} />
      ) : (
        <Input label={label} value={draft.value} onChange={draft.set} autoFocus />
      )}
      <ErrorNote error={error} />
    </Dialog>
  );
}

function typedValue(text: string, isList: boolean, isDate: boolean): Feldwert {
  if (isDate) return isTag(text) ? text : null;
  if (!isList) return text;
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
