import { useState } from 'react';
import { localDay } from '../../../shared/local-day.ts';
import { isProvisional } from '../../../shared/zeichen.ts';
import { moveVorgang } from '../../actions/move-vorgang.ts';
import { PickAkteDialog } from '../../pick-akte-dialog.tsx';
import { ReopenDialog } from '../../reopen-dialog.tsx';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { historyText, historyWho } from '../../ui/history-text.ts';
import { Panel, Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { useQuery } from '../../use-query.ts';
import { HandOnDialog } from '../../vorgaenge-dialogs.tsx';
import { AblaufSection } from './ablauf-section.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { FristenSection } from './fristen-section.tsx';
import { VerweiseSection } from './verweise-section.tsx';

/** What is asked first, then facts, then history; closing the Vorgang. */
export function VorgangSide({ detail }: { readonly detail: VorgangDetail }) {
  const texts = useTexts();
  const { t } = texts;
  const { felder } = detail.vorgang;
  const [next, setNext] = useState<'close' | 'move' | 'handOn' | 'reopen' | null>(null);
  const profil = useQuery('profil', {});
  const zeichen = String(felder.geschaeftszeichen ?? '');
  const leave = () => setNext(null);
  const hasDay = Boolean(felder.wiedervorlage || detail.naechsteFrist || detail.fristVonHand);
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
            <>
              <Tag tone="ok">{t('status.zdA')}</Tag>
              {profil?.darfOeffnen && <Button onPress={() => setNext('reopen')}>{t('oeffnen')}</Button>}
            </>
          ) : (
            <>
              <Button onPress={() => setNext('close')}>{t('vorgang.zda')}</Button>
              <Button onPress={() => setNext('handOn')}>{t('vorrat.handOn')}</Button>
              <Button onPress={() => setNext('move')}>{t('verschieben')}</Button>
            </>
          )}
        </div>
      </Section>
      <FristenSection detail={detail} />
      <Section title={t('vorgang.facts')}>
        {isProvisional(zeichen) && (
          <p className="note">
            <Tag tone="warn">{t('zeichen.vorlaeufig')}</Tag> {t('zeichen.vorlaeufigWas')}
          </p>
        )}
        <Facts
          rows={[
            [t('feld.bearbeitung'), nameOf(felder.bearbeitung)],
            [t('feld.akte'), `${detail.akte.aktenzeichen} ${detail.akte.titel}`],
            [t('zeichen.frueher'), Array.isArray(felder.fruehereZeichen) ? felder.fruehereZeichen.join(', ') : ''],
            [t('feld.vertraulichkeit'), wordFor(texts, 'vertraulichkeit', detail.akte.vertraulichkeit)],
          ]}
        />
      </Section>
      <AblaufSection detail={detail} />
      <VerweiseSection detail={detail} />
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
      {next === 'close' && <CloseDialog detail={detail} onClose={leave} />}
      {next === 'reopen' && (
        <ReopenDialog art="vorgang" id={detail.vorgang.id} titel={textOf(felder.titel)} onClose={leave} />
      )}
      {next === 'handOn' && (
        <HandOnDialog
          vorgaenge={[{ id: detail.vorgang.id, rev: detail.vorgang.rev, titel: textOf(felder.titel), zeichen }]}
          kollegen={detail.kollegen.filter((person) => person.id !== felder.bearbeitung)}
          wiedervorlage={hasDay ? null : localDay(new Date().toISOString())}
          onDone={leave}
          onClose={leave}
        />
      )}
      {next === 'move' && (
        <PickAkteDialog
          title={t('verschieben.title', { titel: textOf(felder.titel) })}
          hint={t('verschieben.hint')}
          go={t('verschieben.go')}
          present={detail.akte.id}
          onPick={async (akte) => {
            const before = detail.akte.id;
            await moveVorgang(detail.vorgang.id, akte.id);
            showNotice({
              text: ({ t }) => t('verschieben.done', { zeichen: akte.aktenzeichen }),
              isUnsent: true,
              undo: () => moveVorgang(detail.vorgang.id, before),
            });
          }}
          onClose={leave}
        />
      )}
    </Panel>
  );
}
