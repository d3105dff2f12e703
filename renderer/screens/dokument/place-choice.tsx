import type { SignatureFieldFacts } from '../../../shared/pdf/pdf-types.ts';
import { SelectField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';

/** Where the signature goes: an empty field that the file has, with the reason that it prescribes; null = a new place. */
export interface ChosenField {
  readonly field: string | null;
  /** Null = the person's own. */
  readonly reason: string | null;
}

export const newPlace: ChosenField = { field: null, reason: null };

interface PlaceChoiceProps {
  readonly fields: readonly SignatureFieldFacts[];
  readonly chosen: ChosenField;
  readonly isBusy: boolean;
  readonly onChoose: (chosen: ChosenField) => void;
}

/** The empty signature fields of the file by name and page. Shows nothing when there are none. */
export function PlaceChoice({ fields, chosen, isBusy, onChoose }: PlaceChoiceProps) {
  const { t } = useTexts();
  const empty = fields.filter(({ signed }) => !signed);
  if (empty.length === 0) return null;
  const present = empty.find(({ name }) => name === chosen.field);
  const words = ({ name, pageIndex, isVisible }: SignatureFieldFacts) =>
    pageIndex === null || !isVisible ? t('feld.unsichtbar', { name }) : t('feld.seite', { name, page: pageIndex + 1 });
  return (
    <>
      <SelectField
        label={t('feld.wo')}
        value={chosen.field ?? ''}
        disabled={isBusy}
        options={[
          { value: '', label: t('feld.neu') },
          ...empty.map((each) => ({ value: each.name, label: words(each) })),
        ]}
        onChange={(name) => {
          const field = empty.find((each) => each.name === name);
          onChoose(field ? { field: field.name, reason: field.reasons?.[0] ?? (field.reasons && '') } : newPlace);
        }}
      />
      {present?.reasons && present.reasons.length > 0 && (
        <SelectField
          label={t('feld.grund')}
          value={chosen.reason ?? ''}
          disabled={isBusy}
          options={present.reasons.map((reason) => ({ value: reason, label: reason }))}
          onChange={(reason) => onChoose({ ...chosen, reason })}
        />
      )}
    </>
  );
}
