import { memo } from 'react';
import type { GangRuft, VorratZeile, WiedervorlageRuft } from '../../replica-api/vorrat-rows.ts';
import { wishOf } from '../../state/opening-wish.ts';
import { navigate } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { eingangStep } from '../../ui/eingang-step.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel, Section } from '../../ui/panel.tsx';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { routeOf } from './open-zeile.ts';
import { GrundTag } from './vorrat-columns.tsx';
import { whenWords } from './vorrat-words.ts';

interface VorratPanelProps {
  readonly row: VorratZeile | undefined;
  readonly onAsk: (what: 'wiedervorlage' | 'handOn', rows: readonly VorratZeile[]) => void;
  readonly onDone: (row: WiedervorlageRuft) => void;
  readonly onSeen: (row: GangRuft) => void;
  /** An act on a row runs: it is not done twice. */
  readonly isBusy: boolean;
}

/** The selected row: what is asked of the person first, then its facts. */
export const VorratPanel = memo(function VorratPanel({ row, onAsk, onDone, onSeen, isBusy }: VorratPanelProps) {
  const texts = useTexts();
  const { t } = texts;
  const open = useOpen();
  if (!row)
    return (
      <Panel label={t('vorrat.facts')}>
        <EmptyState title={t('vorrat.choose.title')} text={t('vorrat.choose.text')} />
      </Panel>
    );
  const { day, distance } = whenWords(row, texts);
  const goAhead = () => {
    if (row.grund === 'eingang' && eingangStep(row).next === 'stamp') wishOf(row.dokument, 'stamp');
    open(row);
  };
  return (
    <Panel label={t('vorrat.facts')}>
      <Section>
        <h2 className="panel-title">{row.titel}</h2>
        <small>{[row.zeichen, row.neben].filter(Boolean).join(' · ')}</small>
        <div className="row">
          <GrundTag row={row} texts={texts} />
        </div>
      </Section>
      <Section title={t('vorrat.next')}>
        <p>{askWords(row, texts)}</p>
        {row.grund === 'abgelehnt' && row.code && <small>{texts.error(row.code)}</small>}
        <div className="row">
          <Button look="go" onPress={goAhead}>
            {openLabel(row, texts)}
          </Button>
          {row.grund === 'wiedervorlage' && (
            <Button isDisabled={isBusy} onPress={() => onDone(row)}>
              {t('vorrat.done')}
            </Button>
          )}
          {row.grund === 'gang' && row.isMine && (
            <Button isDisabled={isBusy} onPress={() => onSeen(row)}>
              {t('gang.go.zurKenntnisGenommen')}
            </Button>
          )}
          {(row.grund === 'wiedervorlage' || row.grund === 'frist') && (
            <>
              <Button onPress={() => onAsk('wiedervorlage', [row])}>{t('vorrat.wiedervorlage')}</Button>
              <Button onPress={() => onAsk('handOn', [row])}>{t('vorrat.handOn')}</Button>
            </>
          )}
          {row.grund === 'eingang' && (
            <Button onPress={() => navigate('posteingang')}>{t('vorrat.inPosteingang')}</Button>
          )}
          {row.grund === 'konflikt' && row.vorgang && (
            <Button onPress={() => navigate(`vorgang/${row.vorgang}`)}>{t('vorrat.openVorgang')}</Button>
          )}
        </div>
      </Section>
      <Section title={t('vorrat.facts')}>
        <Facts
          rows={[
            [t('vorrat.wann'), [day, distance].filter(Boolean).join(' · ')],
            [t('feld.geschaeftszeichen'), row.zeichen],
            [t('feld.bearbeitung'), row.bearbeitung?.name ?? t('vorrat.beiNiemand')],
            ...(row.grund === 'eingang' ? ([[t('feld.absender'), row.absender]] as const) : []),
          ]}
        />
      </Section>
      {row.grund === 'eingang' && (
        <Section>
          <small>{t('eingang.logged')}</small>
        </Section>
      )}
    </Panel>
  );
});

/** Goes to where the person can do what is asked, with the right thing selected. */
export function useOpen(): (row: VorratZeile) => void {
  const [, selectRejected] = useSelection('ausgang');
  const [, selectPackage] = useSelection('uebergaben');
  return (row) => {
    if (row.grund === 'abgelehnt') selectRejected(String(row.n));
    if (row.grund === 'uebergabe') selectPackage(row.id.slice('uebergabe:'.length));
    navigate(routeOf(row));
  };
}

function askWords(row: VorratZeile, texts: Texts): string {
  const { t, date } = texts;
  const day = date(row.termin);
  switch (row.grund) {
    case 'frist':
      if (row.termin === null) return t('vorrat.next.fristOffen');
      return t(row.dringlichkeit === 'ueberfaellig' ? 'vorrat.next.fristVorbei' : 'vorrat.next.frist', { day });
    case 'wiedervorlage':
      return t(row.isMine ? 'vorrat.next.wiedervorlage' : 'vorrat.next.wiedervorlageAnderer', { day });
    case 'schritt':
      return t('vorrat.next.schritt', { von: row.von, verfuegung: t(`gang.verfuegung.${row.verfuegung}`) });
    case 'gang':
      return gangWords(row, texts);
    case 'eingang':
      return t(eingangStep(row).words);
    case 'konflikt':
      return t('vorrat.next.konflikt', { feld: wordFor(texts, 'feld', row.feld) });
    case 'abgelehnt':
      return t('vorrat.next.abgelehnt');
    case 'uebergabe':
      return t('vorrat.next.uebergabe', { von: row.von });
  }
}

function gangWords({ entscheidung, von, kommentar }: GangRuft, { t }: Texts): string {
  if (entscheidung === 'abgelehnt') return t('vorrat.next.gang.abgelehnt', { von, kommentar });
  return entscheidung === 'schlussgezeichnet'
    ? t('vorrat.next.gang.schlussgezeichnet', { von })
    : t('vorrat.next.gang.fertig');
}

function openLabel(row: VorratZeile, { t }: Texts): string {
  switch (row.grund) {
    case 'frist':
    case 'wiedervorlage':
      return t('vorrat.openVorgang');
    case 'schritt':
    case 'gang':
      return t('open');
    case 'eingang':
      return t(eingangStep(row).next === 'stamp' ? 'eingang.openToStamp' : 'open');
    case 'konflikt':
      return t('vorrat.decide');
    case 'abgelehnt':
      return t('vorrat.clear');
    case 'uebergabe':
      return t('vorrat.look');
  }
}
