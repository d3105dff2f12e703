import { CollectionButtons } from '../../collection-buttons.tsx';
import type { VorgangDetail } from '../../replica-api/detail-rows.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** All Dokumente of a Vorgang as one PDF. */
export function VorgangPdf({ detail }: { readonly detail: VorgangDetail }) {
  const { date } = useTexts();
  const { dokumente, akte, vorgang } = detail;
  const zeichen = String(vorgang.felder.geschaeftszeichen ?? '');
  const list = async () =>
    dokumente.map((zeile) => ({
      zeile,
      zeichen,
      angaben: [zeile.absender, date(zeile.eingangsdatum), `Fassung ${zeile.fassung}`].filter(Boolean).join(' · '),
    }));
  return (
    <CollectionButtons
      titel={String(vorgang.felder.titel ?? '')}
      zeichen={zeichen}
      vertraulichkeit={akte.vertraulichkeit}
      angaben={[
        `Geschäftszeichen ${zeichen}`,
        `Akte ${akte.aktenzeichen} ${akte.titel}`,
        `Federführung ${akte.federfuehrung}`,
      ]}
      isEmpty={dokumente.length === 0}
      list={list}
    />
  );
}
