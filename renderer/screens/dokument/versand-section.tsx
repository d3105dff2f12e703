import { useState } from 'react';
import type { DokumentDetail } from '../../replica-api/detail-rows.ts';
import type { PostausgangZeile } from '../../replica-api/postausgang-rows.ts';
import { wishOf } from '../../state/opening-wish.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { DispatchDialog } from './dispatch-dialog.tsx';

/** What of a Dokument left the agency, when and to whom, and what is known of its receipt. */
export function VersandSection({ detail, isNext }: { readonly detail: DokumentDetail; readonly isNext: boolean }) {
  const { t } = useTexts();
  const { id } = detail.dokument;
  const rows = useQuery('postausgaenge', { dokument: id });
  const [asked, setAsked] = useState<'dispatch' | PostausgangZeile | null>(null);
  const { vorgang } = detail;
  if (!vorgang || !rows || (vorgang.status === 'zdA' && rows.length === 0)) return null;
  return (
    <Section title={t('versand.title')}>
      {rows.length === 0 && <small>{t('versand.none')}</small>}
      {rows.length > 0 && (
        <ul className="history" aria-label={t('versand.title')}>
          {rows.map((row) => (
            <PostausgangItem key={row.id} row={row} onNote={() => setAsked(row)} />
          ))}
        </ul>
      )}
      {vorgang.status !== 'zdA' && (
        <div className="row">
          <Button look={isNext ? 'go' : 'plain'} onPress={() => setAsked('dispatch')}>
            {t('versand.ask')}
          </Button>
          {rows.length > 0 && (
            <Button look="quiet" onPress={() => toFrist(vorgang.id)}>
              {t('versand.toFrist')}
            </Button>
          )}
        </div>
      )}
      {asked === 'dispatch' && <DispatchDialog detail={detail} onClose={() => setAsked(null)} />}
      {asked && asked !== 'dispatch' && <DeliveryDialog row={asked} onClose={() => setAsked(null)} />}
    </Section>
  );
}

/** The window that sets a Frist, in the Vorgang that it is about. */
function toFrist(vorgang: string): void {
  wishOf(vorgang, 'frist');
  navigate(`vorgang/${vorgang}`);
}

function PostausgangItem({ row, onNote }: { readonly row: PostausgangZeile; readonly onNote: () => void }) {
  const { t, date } = useTexts();
  const { weg, abVermerk, zugang, zurueck, empfaenger, nachweis, fassung } = row;
  const names = empfaenger.join(', ');
  return (
    <li>
      <small>
        {date(abVermerk)} · {t(`frist.kanal.${weg}`)} · {t('wort.fassung', { n: fassung })}
        {row.unsent && ` · ${t('wort.unsent')}`}
      </small>
      <p>{names}</p>
      {nachweis !== '' && <small>{nachweis}</small>}
      <div className="row">
        {zugang !== null && <Tag tone="ok">{t('versand.received', { tag: date(zugang) })}</Tag>}
        {zurueck !== null && <Tag tone="bad">{t('versand.returned', { tag: date(zurueck) })}</Tag>}
        <Button look="quiet" aria-label={t('versand.noteNamed', { namen: names })} onPress={onNote}>
          {t('versand.note')}
        </Button>
      </div>
    </li>
  );
}
