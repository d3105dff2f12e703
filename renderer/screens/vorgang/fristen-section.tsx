import { useEffect, useState } from 'react';
import { isLand } from '../../../shared/frist/laender.ts';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import type { FristDetail, FristZeile } from '../../replica-api/frist-rows.ts';
import { useFristOrt } from '../../state/frist-ort.ts';
import { takeWish } from '../../state/opening-wish.ts';
import { Button } from '../../ui/button.tsx';
import { Deadline } from '../../ui/deadline.tsx';
import { Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { FristDialog } from './frist-dialog.tsx';
import { HandFristLine } from './hand-frist-line.tsx';
import { SettleFristDialog } from './settle-frist-dialog.tsx';
import { WiedervorlageLine } from './wiedervorlage-line.tsx';

/** The Fristen of a Vorgang, what runs first, and when it shall reappear. */
export function FristenSection({ detail }: { readonly detail: VorgangDetail }) {
  const { t } = useTexts();
  const { id, felder } = detail.vorgang;
  const rows = useQuery('fristen', { vorgang: id });
  const sent = useQuery('postausgaenge', { vorgang: id });
  const lastOrt = useFristOrt();
  const land = useQuery('profil', {})?.behoerde.land ?? '';
  const [shown, setShown] = useState<string | null>(null);
  const isClosed = felder.status === 'zdA';
  const [setting, setSetting] = useState<'new' | 'take' | FristDetail | null>(null);
  // Whoever has noted a Versand comes to set its Frist.
  useEffect(() => {
    if (takeWish(id) === 'frist' && !isClosed) setSetting('new');
  }, [id, isClosed]);
  const again = typeof setting === 'string' || setting === null ? null : setting;
  const vonHand = detail.fristVonHand;
  return (
    <Section title={t('nav.fristen')}>
      {rows?.length === 0 && vonHand === null && <small>{t('frist.none')}</small>}
      {rows && rows.length > 0 && (
        <ul className="frist-list">
          {rows.map((row) => (
            <FristItem key={row.id} row={row} onOpen={() => setShown(row.id)} />
          ))}
        </ul>
      )}
      {!isClosed && (
        <div className="row">
          <Button onPress={() => setSetting('new')}>{t('frist.set')}</Button>
        </div>
      )}
      {vonHand !== null && (
        <HandFristLine detail={detail} tag={vonHand} isClosed={isClosed} onTake={() => setSetting('take')} />
      )}
      <WiedervorlageLine detail={detail} isClosed={isClosed} />
      {shown && (
        <SettleFristDialog
          id={shown}
          onClose={() => setShown(null)}
          onAgain={
            isClosed
              ? null
              : (frist) => {
                  setShown(null);
                  setSetting(frist);
                }
          }
        />
      )}
      {setting && sent && (
        <FristDialog
          vorgang={id}
          vorgangstyp={String(felder.vorgangstyp ?? '')}
          ersetzt={again && { id: again.zeile.id, bezeichnung: again.zeile.bezeichnung, eingabe: again.eingabe }}
          sent={sent}
          ort={lastOrt ?? (isLand(land) ? { land, gemeinde: null } : null)}
          vonHand={setting === 'take' ? vonHand : null}
          onClose={() => setSetting(null)}
        />
      )}
    </Section>
  );
}

function FristItem({ row, onOpen }: { readonly row: FristZeile; readonly onOpen: () => void }) {
  const { t, date } = useTexts();
  const isOpen = row.status === 'offen';
  return (
    <li>
      <span className="row tight">
        {isOpen && row.ende !== null && <Deadline date={row.ende} />}
        {!isOpen && row.ende !== null && date(row.ende)}
        {row.ende === null && <Tag tone="warn">{t('frist.noDate')}</Tag>}
        {row.ende !== null && row.warnung && isOpen && <Tag tone="warn">{t('frist.doubt')}</Tag>}
        {row.status === 'erledigt' && <Tag tone="ok">{t('frist.status.erledigt')}</Tag>}
        {row.status === 'aufgehoben' && <Tag>{t('frist.status.aufgehoben')}</Tag>}
      </span>
      <span className="row">
        <span>{row.bezeichnung}</span>
        <Button
          look={isOpen ? 'plain' : 'quiet'}
          aria-label={`${row.bezeichnung}: ${t(isOpen ? 'frist.settle' : 'frist.show')}`}
          onPress={onOpen}
        >
          {t(isOpen ? 'frist.settle' : 'frist.show')}
        </Button>
      </span>
    </li>
  );
}
