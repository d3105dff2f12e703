import { type FormEvent, useId, useState } from 'react';
import { type StampField, type StampKindId, stampKinds } from '../../../shared/pdf/stamp/stamp-kinds.ts';
import type { TextKey } from '../../../shared/texts/translate.ts';
import type { DokumentDetail } from '../../replica-api.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import {
  changeStampValue,
  missingStampFields,
  prefillStamp,
  type StampValues,
  stampFieldsFor,
} from './stamp-fields.ts';

interface StampDialogProps {
  readonly detail: DokumentDetail;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onStamp: (kind: StampKindId, fields: StampValues) => void;
  readonly onClose: () => void;
}

/** Asks what a stamp shall say. The form follows the kinds of the engine, so a new kind needs no new form. */
export function StampDialog({ detail, error, isBusy, onStamp, onClose }: StampDialogProps) {
  const { t } = useTexts();
  const formId = useId();
  const enrolment = useSession((state) => state.status?.enrolment ?? null);
  const prefill = (of: StampKindId) => prefillStamp(of, detail, enrolment, new Date());
  const [kind, setKind] = useState<StampKindId>('eingang');
  const [values, setValues] = useState(() => prefill('eingang'));
  const [isTried, setTried] = useState(false);
  const missing = missingStampFields(kind, values);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length === 0) onStamp(kind, stampFieldsFor(kind, values));
  };
  const actions = (
    <>
      <Button look="go" type="submit" form={formId} isDisabled={isBusy}>
        {t(isBusy ? 'dok.stamp.layout' : 'dok.stamp.go')}
      </Button>
      <Button onPress={onClose}>{t('cancel')}</Button>
    </>
  );
  const fields = stampKinds.find((each) => each.id === kind)?.fields ?? [];
  return (
    <Dialog title={t('dok.stamp.title', { titel: detail.zeile.titel })} onClose={onClose} actions={actions}>
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        <p className="muted">{t('dok.stamp.why')}</p>
        <SelectField
          label={t('dok.stamp.kind')}
          value={kind}
          options={stampKinds.map(({ id }) => ({ value: id, label: t(`dok.stamp.kind.${id}`) }))}
          onChange={(value) => {
            const next = stampKinds.find((each) => each.id === value)?.id ?? 'eingang';
            setKind(next);
            setValues(prefill(next));
            setTried(false);
          }}
        />
        {fields
          .filter(({ requiredWhen }) => !requiredWhen || values[requiredWhen.field] === requiredWhen.is)
          .map((field) => (
            <StampInput
              key={field.name}
              field={field}
              isReceipt={kind === 'eingang'}
              hasRecord={detail.zeile.eingangsdatum !== null}
              value={values[field.name] ?? ''}
              error={isTried && missing.includes(field.name) ? t('required') : undefined}
              onChange={(value) => setValues(changeStampValue(values, field.name, value))}
            />
          ))}
        <ErrorNote error={error} />
      </form>
    </Dialog>
  );
}

interface StampInputProps {
  readonly field: StampField;
  readonly isReceipt: boolean;
  readonly hasRecord: boolean;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function StampInput({ field, isReceipt, hasRecord, value, error, onChange }: StampInputProps) {
  const { t } = useTexts();
  const label = t(labelKey(field.name, isReceipt));
  if (field.type === 'choice') {
    const options = (field.choices ?? []).map((choice) => ({
      value: choice,
      label: t(
        `dok.stamp.quelle.${choice}` as Extract<TextKey, `dok.stamp.quelle.${'server' | 'poststelle' | 'person'}`>,
      ),
    }));
    return <SelectField label={label} value={value} options={options} error={error} onChange={onChange} />;
  }
  const isDate = field.type === 'date';
  const hint = isDate && isReceipt ? t(hasRecord ? 'dok.stamp.dateHint' : 'dok.stamp.dateMissing') : undefined;
  if (isDate) return <DateField label={label} value={value} hint={hint} error={error} onChange={onChange} />;
  return <TextField label={label} value={value} error={error} required={field.required} onChange={onChange} />;
}

const receiptLabels: Readonly<Record<string, Extract<TextKey, `dok.stamp.field.${string}`>>> = {
  datum: 'dok.stamp.field.eingang',
  von: 'dok.stamp.field.eingetragenVon',
};
const labels: Readonly<Record<string, Extract<TextKey, `dok.stamp.field.${string}`>>> = {
  behoerde: 'dok.stamp.field.behoerde',
  datum: 'dok.stamp.field.datum',
  quelle: 'dok.stamp.field.quelle',
  von: 'dok.stamp.field.von',
  aktenzeichen: 'dok.stamp.field.aktenzeichen',
  nummer: 'dok.stamp.field.nummer',
  anlagen: 'dok.stamp.field.anlagen',
  stelle: 'dok.stamp.field.stelle',
  vermerk: 'dok.stamp.field.vermerk',
};

function labelKey(name: string, isReceipt: boolean) {
  return (isReceipt ? receiptLabels[name] : undefined) ?? labels[name] ?? 'dok.stamp.field.vermerk';
}
