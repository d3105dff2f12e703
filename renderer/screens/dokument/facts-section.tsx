import { useState } from 'react';
import type { DokumentDetail, VorgangDetail } from '../../replica-api/detail-rows.ts';
import type { DokumentZeile, VerlaufZeile } from '../../replica-api/dokument-rows.ts';
import { navigate } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { Deadline } from '../../ui/deadline.tsx';
import { Facts } from '../../ui/facts.tsx';
import { historyText, historyWho } from '../../ui/history-text.ts';
import { Section } from '../../ui/panel.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { wordFor } from '../../ui/words.ts';
import { AngabenDialog } from './angaben-dialog.tsx';

interface FactsSectionProps {
  readonly detail: DokumentDetail;
  readonly vorgang: VorgangDetail | null | undefined;
}

/** What is known of the Dokument and the Vorgang it lies in. */
export function FactsSection({ detail, vorgang }: FactsSectionProps) {
  const texts = useTexts();
  const { t, receipt } = texts;
  const { zeile, akte } = detail;
  const [isEditing, setEditing] = useState(false);
  const zeichen = detail.vorgang?.geschaeftszeichen;
  const beteiligte = vorgang?.vorgang.felder.beteiligte;
  const frist = detail.vorgang?.frist ?? null;
  const stufe = akte?.vertraulichkeit;
  return (
    <Section title={t('dok.facts')}>
      <Facts
        rows={[
          [
            t('feld.vorgang'),
            detail.vorgang ? (
              <Button key="vorgang" look="quiet" onPress={() => navigate(`vorgang/${detail.vorgang?.id}`)}>
                {zeichen}
              </Button>
            ) : (
              t('dok.inPosteingang')
            ),
          ],
          [t('feld.anlageZu'), detail.hauptdokument && <DokumentLink key="haupt" zeile={detail.hauptdokument} />],
          [
            t('feld.anlagen'),
            detail.anlagen.length === 0 ? null : (
              <div key="anlagen">
                {detail.anlagen.map((anlage) => (
                  <DokumentLink key={anlage.id} zeile={anlage} />
                ))}
              </div>
            ),
          ],
          [t('feld.beteiligte'), Array.isArray(beteiligte) ? t('dok.beteiligte', { n: beteiligte.length }) : null],
          [t('feld.frist'), frist && <Deadline key="frist" date={frist} />],
          [t('feld.eingangsdatum'), receipt(zeile.eingangsdatum)],
          [t('feld.eingangsquelle'), zeile.eingangsquelle && wordFor(texts, 'quelle', zeile.eingangsquelle)],
          [t('feld.eingangskanal'), zeile.eingangskanal && wordFor(texts, 'kanal', zeile.eingangskanal)],
          [t('feld.dokumenttyp'), zeile.dokumenttyp],
          [t('feld.absender'), zeile.absender],
          [t('dok.schutz'), stufe && wordFor(texts, 'vertraulichkeit', stufe)],
        ]}
      />
      {detail.vorgang?.status !== 'zdA' && (
        <div className="row">
          <Button onPress={() => setEditing(true)}>{t('dok.angaben')}</Button>
        </div>
      )}
      {isEditing && <AngabenDialog detail={detail} onClose={() => setEditing(false)} />}
    </Section>
  );
}

function DokumentLink({ zeile }: { readonly zeile: DokumentZeile }) {
  return (
    <Button look="quiet" onPress={() => navigate(`dokument/${zeile.id}`)}>
      {zeile.titel}
    </Button>
  );
}

/** What happened, youngest first. */
export function HistorySection({ rows }: { readonly rows: readonly VerlaufZeile[] }) {
  const texts = useTexts();
  const { t, dateTime, zone } = texts;
  return (
    <Section title={t('dok.verlauf')}>
      {rows.length === 0 && <small>{t('dok.noHistory')}</small>}
      <ul className="history">
        {rows.map((row) => (
          <li key={row.id}>
            <small title={zone(row.zeit)}>
              {dateTime(row.zeit)} · {historyWho(row, texts)}
              {row.unsent && ` · ${t('wort.unsent')}`}
            </small>
            <p>{[wordFor(texts, 'was', row.was), historyText(row, texts)].filter(Boolean).join(': ')}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
