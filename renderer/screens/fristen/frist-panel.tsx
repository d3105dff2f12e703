import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Derivation } from '../../ui/derivation.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';

/** The selected Frist: its Vorgang, how it came about, who set it. */
export function FristPanel({ id }: { readonly id: string | null }) {
  const { t, dateTime } = useTexts();
  const frist = useQuery('frist', { id: id ?? '' });
  if (!frist || id === null) {
    return (
      <Panel label={t('feld.frist')}>
        <Section>
          <small>{t('frist.none')}</small>
        </Section>
      </Panel>
    );
  }
  const { bezeichnung, vorgang, vorgangTitel, zeichen } = frist.zeile;
  return (
    <Panel label={t('feld.frist')}>
      <Section>
        <h2 className="panel-title">{bezeichnung}</h2>
        <small>
          {zeichen} · {vorgangTitel}
        </small>
        <div className="row">
          <Button look="go" onPress={() => navigate(`vorgang/${vorgang}`)}>
            {t('frist.open')}
          </Button>
          {frist.unsent && <Tag>{t('wort.unsent')}</Tag>}
        </div>
      </Section>
      <Section title={t('frist.derivation')}>
        <Derivation result={frist.herleitung} />
      </Section>
      <Section>
        <small>{t('frist.setBy', { name: frist.von, zeit: dateTime(frist.zeit) })}</small>
      </Section>
    </Panel>
  );
}
