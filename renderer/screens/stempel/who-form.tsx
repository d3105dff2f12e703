import type { StampDefinition } from '../../../shared/pdf/stamp/stamp-kind.ts';
import type { Stempelkatalog } from '../../replica-api/stempel-rows.ts';
import { CheckField } from '../../ui/check-field.tsx';
import { useTexts } from '../../ui/use-texts.ts';

interface WhoFormProps {
  readonly draft: StampDefinition;
  readonly einheiten: Stempelkatalog['einheiten'];
  readonly onChange: (part: Pick<StampDefinition, 'who'>) => void;
}

const rollen = ['sachbearbeitung', 'leitung', 'registratur'] as const;

/** Roles and Einheiten that may use the kind. */
export function WhoForm({ draft, einheiten, onChange }: WhoFormProps) {
  const { t } = useTexts();
  const { who } = draft;
  const toggled = (list: readonly string[], value: string) =>
    list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
  return (
    <section className="stempel-part" aria-label={t('stempel.who')}>
      <h2>{t('stempel.who')}</h2>
      <p className="muted">{t('stempel.who.all')}</p>
      <div className="stempel-who">
        {rollen.map((rolle) => (
          <CheckField
            key={rolle}
            label={t(`stempel.rolle.${rolle}`)}
            isChecked={who.rollen.includes(rolle)}
            onChange={() => onChange({ who: { ...who, rollen: toggled(who.rollen, rolle) } })}
          />
        ))}
        {einheiten.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            isChecked={who.einheiten.includes(id)}
            onChange={() => onChange({ who: { ...who, einheiten: toggled(who.einheiten, id) } })}
          />
        ))}
      </div>
    </section>
  );
}
