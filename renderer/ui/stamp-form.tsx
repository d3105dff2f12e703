import type { StampField, StampKind } from '../../shared/pdf/stamp/stamp-kind.ts';
import { askedFields, changeStampValue, type StampValues } from '../../shared/pdf/stamp/stamp-values.ts';
import { DateField } from './date-field.tsx';
import { SelectField, TextField } from './field.tsx';
import { useTexts } from './use-texts.ts';

interface StampFormProps {
  /** Name of whoever fills it in. */
  readonly person: string;
  readonly kind: StampKind;
  readonly values: StampValues;
  readonly missing: readonly string[];
  /** Of a receipt: whether the record knows its date; absent where nothing needs to be said. */
  readonly hasReceipt?: boolean;
  /** Fields that each document fills in itself. */
  readonly without?: ReadonlySet<string>;
  readonly onChange: (values: StampValues) => void;
}

/** The fields of a kind of stamp. The form follows the kind, so a new kind needs no new form. */
export function StampForm({ person, kind, values, missing, hasReceipt, without, onChange }: StampFormProps) {
  const { t } = useTexts();
  return askedFields(kind, values)
    .filter(({ name }) => !without?.has(name))
    .map((field) => (
      <StampInput
        key={field.name}
        field={field}
        value={values[field.name] ?? ''}
        hint={hasReceipt === undefined || field.fill !== 'eingang' ? undefined : receiptHint(hasReceipt)}
        error={missing.includes(field.name) ? t('required') : undefined}
        onChange={(value) => onChange(changeStampValue(kind, values, { name: field.name, value, person }))}
      />
    ));
}

const receiptHint = (hasReceipt: boolean) => (hasReceipt ? 'dok.stamp.dateHint' : 'dok.stamp.dateMissing');
const sources = [
  { value: 'poststelle', word: 'quelle.stempel' },
  { value: 'email', word: 'quelle.email' },
  { value: 'portal', word: 'quelle.portal' },
  { value: 'person', word: 'dok.stamp.quelle.person' },
] as const;

interface StampInputProps {
  readonly field: StampField;
  readonly value: string;
  readonly hint: ReturnType<typeof receiptHint> | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function StampInput({ field, value, hint, error, onChange }: StampInputProps) {
  const { t, language } = useTexts();
  const common = { label: field.label[language], value, error, onChange };
  switch (field.type) {
    case 'source':
      return <SelectField {...common} options={sources.map((one) => ({ value: one.value, label: t(one.word) }))} />;
    case 'choice':
      return <SelectField {...common} options={(field.choices ?? []).map((one) => ({ value: one, label: one }))} />;
    case 'date':
      return <DateField {...common} hint={hint && t(hint)} />;
    default:
      return <TextField {...common} required={field.required} />;
  }
}
