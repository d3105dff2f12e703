import { Facts } from './facts.tsx';
import { useTexts } from './use-texts.ts';
import { wordFor } from './words.ts';

interface AufbewahrungFactsProps {
  readonly beginn: string;
  readonly jahre: number;
  readonly aussonderbarAb: string;
  /** Years that the Aktenplaneinheit and the Vorgangstyp ask for, 0 = says nothing. */
  readonly jahrePlan: number;
  readonly jahreTyp: number;
  readonly plan: string;
  readonly bewertung: string;
}

/** How long it is kept, where that comes from, and what becomes of it then. */
export function AufbewahrungFacts(props: AufbewahrungFactsProps) {
  const texts = useTexts();
  const { t, date } = texts;
  const years = (n: number) => (n === 0 ? t('none') : String(n));
  return (
    <section aria-label={t('aufbewahrung.title')}>
      <h3>{t('aufbewahrung.title')}</h3>
      <Facts
        rows={[
          [t('aufbewahrung.beginn'), date(props.beginn)],
          [t('aufbewahrung.ende'), date(props.aussonderbarAb)],
          [t('aufbewahrung.bewertung'), props.bewertung && wordFor(texts, 'bewertung', props.bewertung)],
        ]}
      />
      <small>
        {t('aufbewahrung.satz', { jahre: props.jahre })}.{' '}
        {t('aufbewahrung.quelle', { plan: props.plan, n: years(props.jahrePlan), typ: years(props.jahreTyp) })}
      </small>
    </section>
  );
}
