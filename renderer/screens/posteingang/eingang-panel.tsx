import { memo } from 'react';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { eingangStep } from '../../ui/eingang-step.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { openToStamp } from './open-to-stamp.ts';

interface EingangPanelProps {
  readonly row: DokumentZeile | undefined;
  readonly onFile: (row: DokumentZeile) => void;
  readonly onAssign: (row: DokumentZeile) => void;
}

/** The selected Eingang: next step first, then its facts. */
export const EingangPanel = memo(function EingangPanel({ row, onFile, onAssign }: EingangPanelProps) {
  const texts = useTexts();
  const { t } = texts;
  if (!row)
    return (
      <Panel label={t('eingang.facts')}>
        <EmptyState title={t('eingang.choose.title')} text={t('eingang.choose.text')} />
      </Panel>
    );
  const open = () => navigate(`dokument/${row.id}`);
  const { next, words, keys } = eingangStep(row);
  return (
    <Panel label={t('eingang.facts')}>
      <Section>
        <h2 className="panel-title">{row.titel}</h2>
        <small>
          {t('wort.fassung', { n: row.fassung })} · {texts.size(row.sizeBytes)}
        </small>
        <div className="row">
          {row.unsent && <Tag tone="warn">{t('wort.unsent')}</Tag>}
          {row.unterschrieben && <Tag tone="ok">{t('wort.signed')}</Tag>}
          {row.konkurrierend > 1 && <Tag tone="warn">{t('wort.competing', { n: row.konkurrierend })}</Tag>}
          {!row.here && <Tag>{t('wort.notHere')}</Tag>}
        </div>
      </Section>
      <Section title={t('eingang.next')}>
        <p>{t(words)}</p>
        <div className="row">
          {next === 'file' ? (
            <>
              <Button look="go" onPress={() => onFile(row)}>
                {t('eingang.file')}
              </Button>
              <Button onPress={open}>{t('open')}</Button>
            </>
          ) : (
            <>
              <Button look="go" onPress={() => openToStamp(row.id)}>
                {t('eingang.openToStamp')}
              </Button>
              <Button onPress={() => onFile(row)}>{t('eingang.file')}</Button>
            </>
          )}
          <Button onPress={() => onAssign(row)}>{t('zuweisen.open')}</Button>
        </div>
        <small>{t(keys)}</small>
      </Section>
      <Section title={t('eingang.facts')}>
        <Facts
          rows={[
            [t('feld.absender'), row.absender],
            [
              t('feld.eingangsdatum'),
              <span key="date" title={texts.zone(row.eingangsdatum)}>
                {texts.receipt(row.eingangsdatum)}
              </span>,
            ],
            [t('feld.eingangsquelle'), wordFor(texts, 'quelle', row.eingangsquelle)],
            [t('feld.eingangskanal'), wordFor(texts, 'kanal', row.eingangskanal)],
            [t('feld.dokumenttyp'), row.dokumenttyp],
          ]}
        />
      </Section>
      <Section>
        <small>{t('eingang.logged')}</small>
      </Section>
    </Panel>
  );
});
