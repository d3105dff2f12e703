import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/** The way to the kinds of stamps. */
export function StempelCard() {
  const { t } = useTexts();
  const katalog = useQuery('stempelkatalog', {});
  return (
    <section className="card stempel-card">
      <h2>{t('stempel.title')}</h2>
      <p>{t('stempel.why')}</p>
      <div className="row">
        <Button onPress={() => navigate('stempel')}>{t(katalog?.darfPflegen ? 'stempel.edit' : 'stempel.open')}</Button>
      </div>
    </section>
  );
}
