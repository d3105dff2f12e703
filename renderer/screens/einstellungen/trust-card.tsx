import { ErrorCodeNote } from '../../ui/error-note.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/** Which trusted list this device has, how old it is, and what is wrong with it. */
export function TrustCard() {
  const { t, date } = useTexts();
  const trust = useQuery('trust', {});
  if (!trust) return null;
  const { asOf, nextUpdate, days, territories, entries, code } = trust;
  return (
    <section className="card">
      <h2>{t('trust.title')}</h2>
      <small>{t('trust.why')}</small>
      {asOf !== null && (
        <Facts
          rows={[
            [t('trust.state'), t('trust.stateOld', { date: date(asOf), days })],
            [t('trust.next'), nextUpdate && date(nextUpdate)],
            [t('trust.lists'), territories.join(', ') || t('trust.ownOnly')],
            [t('trust.entries'), entries],
          ]}
        />
      )}
      {code && <ErrorCodeNote code={code} tone="warn" />}
    </section>
  );
}
