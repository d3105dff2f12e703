import { isLand, laender } from '../../../shared/frist/laender.ts';
import { Facts } from '../../ui/facts.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/** What the agency has decided for all its workstations, as it stands in its profile. */
export function BehoerdeCard() {
  const { t } = useTexts();
  const profil = useQuery('profil', {});
  if (!profil) return null;
  const { behoerde, briefkopf, logo, vorgangstypen } = profil;
  return (
    <section className="card">
      <h2>{t('settings.behoerde')}</h2>
      {logo !== '' && (
        <img className="behoerde-logo" alt={t('settings.behoerde.logo')} src={`data:image/png;base64,${logo}`} />
      )}
      <Facts
        rows={[
          [t('settings.behoerde.name'), behoerde.name],
          [t('settings.behoerde.land'), isLand(behoerde.land) ? laender[behoerde.land] : ''],
          [t('settings.behoerde.aktenplan'), behoerde.aktenplan],
          [t('settings.behoerde.briefkopf'), briefkopf.join(' · ')],
          [t('settings.behoerde.vorgangstypen'), vorgangstypen.join(', ')],
        ]}
      />
      <small>{t('settings.behoerde.why')}</small>
    </section>
  );
}
