import { verfuegungen } from '../../../shared/geschaeftsgang/gang-types.ts';
import type { Geschaeftsgang, NeuerSchritt } from '../../replica-api/gang-rows.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';

/** A step that is being put together; `an` empty: nobody chosen yet. */
export type SchrittEntwurf = Omit<NeuerSchritt, 'nummer'>;

interface NewSchrittFieldsProps {
  readonly personen: Geschaeftsgang['personen'];
  readonly value: SchrittEntwurf;
  readonly onChange: (value: SchrittEntwurf) => void;
}

/** Asks who gets a step, what for, and what is said with it. */
export function NewSchrittFields({ personen, value, onChange }: NewSchrittFieldsProps) {
  const { t } = useTexts();
  return (
    <>
      <SelectField
        label={t('gang.person')}
        value={value.an}
        autoFocus
        onChange={(an) => onChange({ ...value, an })}
        options={[
          { value: '', label: t('gang.choose') },
          ...personen.map(({ id, name, einheit }) => ({ value: id, label: t('gang.who', { name, einheit }) })),
        ]}
      />
      <SelectField
        label={t('gang.what')}
        value={value.verfuegung}
        onChange={(chosen) =>
          onChange({ ...value, verfuegung: verfuegungen.find((one) => one === chosen) ?? value.verfuegung })
        }
        options={verfuegungen.map((one) => ({ value: one, label: t(`gang.verfuegung.${one}`) }))}
      />
      <TextField
        label={t('gang.text')}
        value={value.text}
        onChange={(text) => onChange({ ...value, text })}
        spellCheck
      />
    </>
  );
}
