import { practiceKeyPassword } from '../../../shared/practice-messages.ts';
import { suchwort, type Uebung, uebungen, uebungsziele } from '../../../shared/uebungen.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/** Where each exercise begins. */
const places: Readonly<Record<Uebung, string>> = {
  aufnehmen: 'posteingang',
  ablegen: 'posteingang',
  stempeln: 'posteingang',
  unterschreiben: 'posteingang',
  mitzeichnen: 'arbeitsvorrat',
  frist: `akte/${uebungsziele.akte}`,
  finden: 'suche',
  konflikt: 'konflikt',
  packen: `akte/${uebungsziele.akte}`,
  weitergeben: 'arbeitsvorrat',
};

/** The ten exercises, each done when the records say so, and what practice cannot show. */
export function UebungScreen() {
  const { t } = useTexts();
  const done = useQuery('uebungen', {});
  if (!done) return <Loading />;
  return (
    <div className="page" data-scroll="">
      <p role="status">{t('uebung.done', { n: done.length, total: uebungen.length })}</p>
      <ol className="uebungen">
        {uebungen.map((name, index) => (
          <li key={name}>
            <h2>
              {index + 1} {t(`uebung.${name}`)}
            </h2>
            <Tag tone={done.includes(name) ? 'ok' : 'info'}>
              {t(done.includes(name) ? 'uebung.isDone' : 'uebung.isOpen')}
            </Tag>
            <p>{t(`uebung.${name}.how`, { wort: suchwort, passwort: practiceKeyPassword })}</p>
            <Button
              aria-label={t('uebung.goNamed', { name: t(`uebung.${name}`) })}
              onPress={() => navigate(places[name])}
            >
              {t('uebung.go')}
            </Button>
          </li>
        ))}
      </ol>
      <h2>{t('uebung.not')}</h2>
      <p>{t('uebung.not.text')}</p>
    </div>
  );
}
