import type { CertificationLevel } from '../../../shared/pdf/pdf-types.ts';
import { SelectField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface CertifyChoiceProps {
  /** Null = the signature says nothing about it. */
  readonly level: CertificationLevel | null;
  readonly isBusy: boolean;
  readonly onChoose: (level: CertificationLevel | null) => void;
}

const levels: readonly CertificationLevel[] = [1, 2, 3];

/** What may be changed after the first signature (DocMDP): only that one can say so. */
export function CertifyChoice({ level, isBusy, onChoose }: CertifyChoiceProps) {
  const { t } = useTexts();
  return (
    <SelectField
      label={t('danach.label')}
      value={String(level ?? '')}
      disabled={isBusy}
      options={[
        { value: '', label: t('danach.offen') },
        ...levels.map((each) => ({ value: String(each), label: t(`danach.${each}`) })),
      ]}
      onChange={(value) => onChoose(levels.find((each) => String(each) === value) ?? null)}
    />
  );
}
