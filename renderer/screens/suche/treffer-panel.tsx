import type { Treffer } from '../../replica-api/search-rows.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { Marked } from './marked.tsx';
import { openTreffer } from './open-treffer.ts';

interface TrefferPanelProps {
  readonly row: Treffer | undefined;
  /** Narrows the search to an Akte; absent when it is already. */
  readonly onAkte: ((akte: string) => void) | undefined;
}

/** The selected result: open it, where the words stand, what it is. */
export function TrefferPanel({ row, onAkte }: TrefferPanelProps) {
  const texts = useTexts();
  const { t } = texts;
  if (!row)
    return (
      <Panel label={t('suche.facts')}>
        <EmptyState title={t('suche.choose.title')} text={t('suche.choose.text')} />
      </Panel>
    );
  const { akte } = row;
  const page = row.pageIndex === null ? null : row.pageIndex + 1;
  const open =
    row.art === 'vorgang' ? t('suche.openVorgang') : page === null ? t('suche.open') : t('suche.openPage', { n: page });
  return (
    <Panel label={t('suche.facts')}>
      <Section>
        <h2 className="panel-title">
          <Marked {...row.titel} />
        </h2>
        <small>
          <Marked {...row.zeichen} />
        </small>
        <div className="row">
          <Button look="go" onPress={() => openTreffer(row)}>
            {open}
          </Button>
          {akte && onAkte && <Button onPress={() => onAkte(akte)}>{t('suche.onlyAkte')}</Button>}
        </div>
      </Section>
      {row.ausschnitt && (
        <Section title={t('suche.place')}>
          <p className="snippet">
            <Marked {...row.ausschnitt} />
          </p>
          <small>{page !== null && t('suche.page', { n: page })}</small>
          {row.imScan && (
            <>
              <div className="row">
                <Tag tone="info">{t('suche.scan')}</Tag>
              </div>
              <small>{t('suche.scan.hint')}</small>
            </>
          )}
        </Section>
      )}
      <Section title={t('suche.facts')}>
        <Facts
          rows={[
            [t('suche.typ'), wordFor(texts, 'typ', row.typ)],
            [t('suche.person'), row.person.text && <Marked key="person" {...row.person} />],
            [t('suche.datum'), texts.date(row.datum)],
          ]}
        />
      </Section>
    </Panel>
  );
}
