import { kanaeleOf, regimes } from '../../../shared/frist/bekanntgabe.ts';
import { fristeinheiten } from '../../../shared/frist/fristdauer.ts';
import { laender } from '../../../shared/frist/laender.ts';
import { CheckField } from '../../ui/check-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import {
  asksForDispute,
  asksForDuration,
  asksForReceipt,
  type FristDraft,
  gemeindenIn,
  withLand,
  withRegime,
} from './frist-draft.ts';

interface FristFormProps {
  readonly draft: FristDraft;
  readonly onChange: (part: Partial<FristDraft>) => void;
}

/** What a Frist is computed from. */
export function FristForm({ draft, onChange }: FristFormProps) {
  const { t } = useTexts();
  const gemeinden = gemeindenIn(draft);
  const choose = { value: '', label: t('frist.choose') };
  return (
    <div className="frist-form">
      <TextField
        label={t('feld.bezeichnung')}
        value={draft.bezeichnung}
        onChange={(bezeichnung) => onChange({ bezeichnung })}
        autoFocus
      />
      {asksForDuration(draft) && (
        <div className="frist-pair">
          <TextField label={t('frist.dauer')} value={draft.dauer} onChange={(dauer) => onChange({ dauer })} />
          <SelectField
            label={t('frist.einheit')}
            value={draft.einheit}
            onChange={(value) => onChange({ einheit: fristeinheiten.find((one) => one === value) ?? 'monat' })}
            options={fristeinheiten.map((value) => ({ value, label: t(`frist.einheit.${value}`) }))}
          />
        </div>
      )}
      <SelectField
        label={t('frist.regime')}
        value={draft.regime}
        onChange={(value) => onChange(withRegime(draft, regimes.find((one) => one === value) ?? 'lvwvfg'))}
        options={regimes.map((value) => ({ value, label: t(`frist.regime.${value}`) }))}
      />
      <SelectField
        label={t('frist.kanal')}
        value={draft.kanal}
        onChange={(value) => onChange({ kanal: kanaeleOf(draft.regime).find((one) => one === value) ?? 'ereignis' })}
        options={kanaeleOf(draft.regime).map((value) => ({ value, label: t(`frist.kanal.${value}`) }))}
      />
      <DateField
        label={t(`frist.tag.${draft.kanal}`)}
        value={draft.ereignis}
        onChange={(ereignis) => onChange({ ereignis })}
      />
      {asksForReceipt(draft) && (
        <DateField label={t('frist.zugang')} value={draft.zugang} onChange={(zugang) => onChange({ zugang })} />
      )}
      {asksForDispute(draft) && (
        <CheckField
          label={t('frist.bestritten')}
          isChecked={draft.bestritten}
          onChange={(bestritten) => onChange({ bestritten })}
        />
      )}
      <SelectField
        label={t('frist.land')}
        value={draft.land}
        onChange={(value) => onChange(withLand(value))}
        options={[choose, ...Object.entries(laender).map(([value, label]) => ({ value, label }))]}
      />
      {gemeinden.length > 0 && (
        <SelectField
          label={t('frist.gemeinde')}
          value={draft.gemeinde}
          onChange={(value) => onChange({ gemeinde: gemeinden.find((one) => one === value) ?? '' })}
          options={[
            { value: '', label: t('frist.gemeinde.unbekannt') },
            ...gemeinden.map((value) => ({ value, label: t(`frist.gemeinde.${value}`) })),
          ]}
        />
      )}
    </div>
  );
}
