import {
  type StampDefinition,
  type StampField,
  stampFieldTypes,
  stampFills,
} from '../../../shared/pdf/stamp/stamp-kind.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/check-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { Choice } from './kind-form.tsx';

interface FieldsFormProps {
  readonly draft: StampDefinition;
  readonly onChange: (fields: readonly StampField[]) => void;
}

const emptyField: StampField = { name: '', label: { de: '', en: '' }, type: 'text', required: false };
const fills = ['none', ...stampFills] as const;

/** What a person is asked when stamping. */
export function FieldsForm({ draft, onChange }: FieldsFormProps) {
  const { t } = useTexts();
  const { fields } = draft;
  return (
    <section className="stempel-part" aria-label={t('stempel.fields')}>
      <h2>{t('stempel.fields')}</h2>
      {fields.map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a field's name is what is being edited
        <fieldset key={index} className="stempel-field">
          <legend>{t('stempel.field', { n: index + 1 })}</legend>
          <FieldForm
            field={field}
            onChange={(changed) => onChange(fields.map((each, at) => (at === index ? changed : each)))}
          />
          <Button
            look="quiet"
            aria-label={t('stempel.field.remove', { n: index + 1 })}
            onPress={() => onChange(fields.filter((_, at) => at !== index))}
          >
            {t('stempel.remove')}
          </Button>
        </fieldset>
      ))}
      <div className="row">
        <Button isDisabled={fields.length >= 20} onPress={() => onChange([...fields, emptyField])}>
          {t('stempel.field.add')}
        </Button>
      </div>
    </section>
  );
}

function FieldForm(props: { readonly field: StampField; readonly onChange: (field: StampField) => void }) {
  const { t } = useTexts();
  const { field, onChange } = props;
  const { name, label, type, choices = [] } = field;
  const set = (part: Partial<StampField>) => onChange({ ...field, ...part });
  const setFill = (fill: (typeof fills)[number]) => {
    const { fill: _, ...rest } = field;
    onChange(fill === 'none' ? rest : { ...rest, fill });
  };
  const setType = (next: StampField['type']) => {
    const { choices: _, ...rest } = field;
    onChange(next === 'choice' ? { ...rest, type: next, choices } : { ...rest, type: next });
  };
  return (
    <>
      <TextField label={t('stempel.field.name')} value={name} onChange={(value) => set({ name: value })} />
      <TextField
        label={t('stempel.field.label.de')}
        value={label.de}
        onChange={(de) => set({ label: { ...label, de } })}
      />
      <TextField
        label={t('stempel.field.label.en')}
        value={label.en}
        onChange={(en) => set({ label: { ...label, en } })}
      />
      <Choice
        label={t('stempel.field.type')}
        value={type}
        values={stampFieldTypes}
        word={(value) => t(`stempel.field.type.${value}`)}
        onChange={setType}
      />
      <Choice
        label={t('stempel.field.fill')}
        value={field.fill ?? 'none'}
        values={fills}
        word={(value) => t(`stempel.fill.${value}`)}
        onChange={setFill}
      />
      {type === 'choice' && (
        <TextField
          label={t('stempel.field.choices')}
          value={choices.join('; ')}
          onChange={(value) => set({ choices: value.split(';').map((one, at) => (at === 0 ? one : one.trimStart())) })}
        />
      )}
      <CheckField
        label={t('stempel.field.required')}
        isChecked={field.required}
        onChange={(required) => set({ required })}
      />
    </>
  );
}
