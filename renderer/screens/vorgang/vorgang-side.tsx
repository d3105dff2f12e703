import { useState } from 'react';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Deadline } from '../../ui/deadline.tsx';
import { Facts } from '../../ui/facts.tsx';
import { historyText, historyWho } from '../../ui/history-text.ts';
import { Panel, Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { CloseDialog } from './close-dialog.tsx';

/** What is asked first, then facts, then history; closing the Vorgang. */
export function VorgangSide({ detail }: { readonly detail: VorgangDetail }) {
  const texts = useTexts();
  const { t } = texts;
  const { felder } = detail.vorgang;
  const [isClosing, setClosing] = useState(false);
  const nameOf = (id: unknown) => (typeof id === 'string' ? (detail.namen[id] ?? id) : '');
  const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
  return (
    <Panel label={t('vorgang.facts')}>
      <Section>
        <h2 className="panel-title">{textOf(felder.titel)}</h2>
        <small>
          {textOf(felder.geschaeftszeichen)} · {t('feld.federfuehrung')} {nameOf(felder.federfuehrung)}
        </small>
        <div className="row">
          {detail.konflikte.length > 0 && (
            <Button look="go" onPress={() => navigate(`konflikt/${detail.konflikte[0]?.id}`)}>
              {t('status.konflikte', { n: detail.konflikte.length })}
            </Button>
          )}
          {felder.status === 'zdA' ? (
            <Tag tone="ok">{t('status.zdA')}</Tag>
          ) : (
            <Button onPress={() => setClosing(true)}>{t('vorgang.zda')}</Button>
          )}
        </div>
      </Section>
      <Section title={t('vorgang.facts')}>
        <Facts
          rows={[
            [t('feld.frist'), textOf(felder.frist) && <Deadline key="frist" date={textOf(felder.frist)} />],
            [t('feld.wiedervorlage'), texts.date(textOf(felder.wiedervorlage) || null)],
            [t('feld.bearbeitung'), nameOf(felder.bearbeitung)],
            [t('feld.akte'), `${detail.akte.aktenzeichen} ${detail.akte.titel}`],
            [t('feld.vertraulichkeit'), wordFor(texts, 'vertraulichkeit', detail.akte.vertraulichkeit)],
          ]}
        />
      </Section>
      <Section title={t('vorgang.verlauf')}>
        {detail.verlauf.length === 0 && <small>{t('vorgang.noHistory')}</small>}
        <ol className="history">
          {detail.verlauf.map((eintrag) => (
            <li key={eintrag.id}>
              <small title={texts.zone(eintrag.zeit)}>
                {texts.dateTime(eintrag.zeit)} · {historyWho(eintrag, texts)}
              </small>
              <span className="row">
                <strong>{wordFor(texts, 'was', eintrag.was)}</strong>
                {eintrag.unsent && <Tag>{t('wort.unsent')}</Tag>}
              </span>
              {historyText(eintrag, texts) && <p>{historyText(eintrag, texts)}</p>}
            </li>
          ))}
        </ol>
      </Section>
      {isClosing && <CloseDialog detail={detail} onClose={() => setClosing(false)} />}
    </Panel>
  );
}
