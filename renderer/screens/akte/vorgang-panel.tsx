import { memo, useState } from 'react';
import { PackDialog } from '../../pack-dialog.tsx';
import type { VorgangZeile } from '../../replica-api/akte-rows.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Deadline } from '../../ui/deadline.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';

/** The selected Vorgang: open it, then what matters of it. */
export const VorgangPanel = memo(function VorgangPanel({ row }: { readonly row: VorgangZeile | undefined }) {
  const texts = useTexts();
  const { t } = texts;
  const [isPacking, setPacking] = useState(false);
  if (!row)
    return (
      <Panel label={t('vorgang.facts')}>
        <EmptyState title={t('akte.choose.title')} text={t('akte.choose.text')} />
      </Panel>
    );
  return (
    <Panel label={t('vorgang.facts')}>
      <Section>
        <h2 className="panel-title">{row.titel}</h2>
        <small>{row.geschaeftszeichen}</small>
        <div className="row">
          <Button look="go" onPress={() => navigate(`vorgang/${row.id}`)}>
            {t('akte.openVorgang')}
          </Button>
          <Button onPress={() => setPacking(true)}>{t('akten.pack')}</Button>
          {row.konflikt && <Button onPress={() => navigate('konflikt')}>{t('vorgang.decideKonflikt')}</Button>}
        </div>
      </Section>
      <Section title={t('vorgang.facts')}>
        <Facts
          rows={[
            [t('feld.vorgangstyp'), row.vorgangstyp],
            [t('feld.bearbeitung'), row.bearbeitung],
            [t('feld.status'), wordFor(texts, 'status', row.status)],
            [t('feld.frist'), row.frist && <Deadline key="frist" date={row.frist} />],
            [t('feld.wiedervorlage'), texts.date(row.wiedervorlage)],
            [t('feld.dokumente'), row.dokumente],
          ]}
        />
        {row.unsent && (
          <div className="row">
            <Tag>{t('wort.unsent')}</Tag>
          </div>
        )}
      </Section>
      {isPacking && (
        <PackDialog
          scopes={[{ art: 'vorgang', id: row.id }]}
          title={t('pack.vorgang')}
          onClose={() => setPacking(false)}
          onPacked={() => setPacking(false)}
        />
      )}
    </Panel>
  );
});
