import { type StampDefinition, stampFrames, stampNatures, stampTones } from '../../../shared/pdf/stamp/stamp-kind.ts';
import { CheckField } from '../../ui/check-field.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface PartProps {
  readonly draft: StampDefinition;
  readonly onChange: (part: Partial<StampDefinition>) => void;
}

const ptPerMm = 72 / 25.4;

/** Name, purpose and look of a kind. */
export function KindForm({ draft, onChange }: PartProps) {
  const { t } = useTexts();
  const { title, nature, tone, frame } = draft;
  return (
    <div className="form-grid">
      <TextField
        label={t('stempel.name.de')}
        value={title.de}
        onChange={(de) => onChange({ title: { ...title, de } })}
      />
      <TextField
        label={t('stempel.name.en')}
        value={title.en}
        onChange={(en) => onChange({ title: { ...title, en } })}
      />
      <Choice
        label={t('stempel.nature')}
        value={nature}
        values={stampNatures}
        word={(value) => t(`stempel.nature.${value}`)}
        onChange={(value) => onChange({ nature: value })}
      />
      <Choice
        label={t('stempel.tone')}
        value={tone}
        values={stampTones}
        word={(value) => t(`stempel.tone.${value}`)}
        onChange={(value) => onChange({ tone: value })}
      />
      <Choice
        label={t('stempel.frame')}
        value={frame}
        values={stampFrames}
        word={(value) => t(`stempel.frame.${value}`)}
        onChange={(value) => onChange({ frame: value })}
      />
      <Length
        label={t('stempel.width')}
        valuePt={draft.minWidthPt}
        onChange={(minWidthPt) => onChange({ minWidthPt })}
      />
      <Length
        label={t('stempel.height')}
        valuePt={draft.minHeightPt}
        onChange={(minHeightPt) => onChange({ minHeightPt })}
      />
      <div className="stack full">
        <CheckField label={t('stempel.qr')} isChecked={draft.qr} onChange={(qr) => onChange({ qr })} />
        <CheckField
          label={t('stempel.onSigned')}
          isChecked={draft.onSigned}
          onChange={(onSigned) => onChange({ onSigned })}
        />
      </div>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly values: readonly T[];
  readonly word: (value: T) => string;
  readonly onChange: (value: T) => void;
}

/** One of a closed set of values. */
export function Choice<T extends string>({ label, value, values, word, onChange }: ChoiceProps<T>) {
  return (
    <SelectField
      label={label}
      value={value}
      options={values.map((each) => ({ value: each, label: word(each) }))}
      onChange={(chosen) => {
        const known = values.find((each) => each === chosen);
        if (known !== undefined) onChange(known);
      }}
    />
  );
}

interface LengthProps {
  readonly label: string;
  readonly valuePt: number;
  readonly onChange: (valuePt: number) => void;
}

/** A length that is kept in points and typed in millimetres. */
function Length({ label, valuePt, onChange }: LengthProps) {
  return (
    <TextField
      label={label}
      value={String(Math.round(valuePt / ptPerMm))}
      onChange={(typed) => onChange(Math.min(500, Math.round(Number(typed.replace(/\D/g, '')) * ptPerMm)))}
    />
  );
}
