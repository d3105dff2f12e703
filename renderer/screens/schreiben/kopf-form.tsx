import type { Schreiben } from '../../../shared/schreiben/schreiben.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

interface KopfFormProps {
  readonly schreiben: Schreiben;
  /** Those whom the Vorgang names; one of them may be who is written to. */
  readonly beteiligte: readonly string[];
  readonly onChange: (part: Partial<Schreiben>) => void;
}

/** What stands above the text: to whom, about what, when, by whom. */
export function KopfForm({ schreiben, beteiligte, onChange }: KopfFormProps) {
  const { t } = useTexts();
  const profil = useQuery('profil', {});
  const { art, anschrift } = schreiben;
  const isBrief = art === 'brief';
  const line = (name: 'betreff' | 'geschaeftszeichen' | 'behoerde' | 'absender' | 'bearbeitung' | 'telefon') => (
    <TextField
      label={t(`schreiben.kopf.${name}`)}
      value={schreiben[name] ?? ''}
      onChange={(value) => onChange({ [name]: value.slice(0, 500) })}
    />
  );
  // A typed address is never replaced by one click.
  const offered = anschrift.length === 0 ? beteiligte.slice(0, 4) : [];
  return (
    <section className="form-grid schreiben-kopf" aria-label={t('schreiben.kopf')}>
      {profil && (profil.logo !== '' || profil.briefkopf.length > 0) && (
        <small className="full">
          {t(profil.logo === '' ? 'schreiben.kopf.head' : 'schreiben.kopf.headLogo', {
            zeilen: profil.briefkopf.join(' · '),
          })}
        </small>
      )}
      {isBrief && (
        <div className="anschrift">
          <TextArea
            label={t('schreiben.kopf.anschrift')}
            hint={t('schreiben.kopf.anschrift.hint')}
            rows={4}
            value={anschrift.join('\n')}
            onChange={(value) => onChange({ anschrift: toLines(value) })}
          />
          {offered.length > 0 && (
            <div className="row">
              {offered.map((name) => (
                <Button key={name} look="quiet" onPress={() => onChange({ anschrift: [name.slice(0, 500)] })}>
                  {t('schreiben.kopf.take', { name })}
                </Button>
              ))}
            </div>
          )}
        </div>
      )}
      {isBrief && (
        <div className="stack">
          {line('behoerde')}
          {line('absender')}
        </div>
      )}
      {line('geschaeftszeichen')}
      {line('bearbeitung')}
      {isBrief && line('telefon')}
      <DateField
        label={t('schreiben.kopf.datum')}
        value={schreiben.datum}
        onChange={(datum) => onChange({ datum: datum.slice(0, 40) })}
      />
      <SelectField
        label={t('schreiben.kopf.sprache')}
        value={schreiben.sprache}
        options={[
          { value: 'de', label: t('schreiben.german') },
          { value: 'en', label: t('schreiben.english') },
        ]}
        onChange={(value) => onChange({ sprache: value === 'en' ? 'en' : 'de' })}
      />
      <div className="full">{line('betreff')}</div>
    </section>
  );
}

/** Six lines fit the window of the envelope; what is more stays in the last one, so that nothing typed is lost. */
function toLines(value: string): string[] {
  const lines = value.split('\n');
  const six = lines.length > 6 ? [...lines.slice(0, 5), lines.slice(5).join(' ')] : lines;
  return six.every((line) => line === '') ? [] : six.map((line) => line.slice(0, 500));
}
