import { listAkte } from '../../actions/list-akte.ts';
import { CollectionButtons } from '../../collection-buttons.tsx';
import type { AkteZeile } from '../../replica-api/akte-rows.ts';
import { useTexts } from '../../ui/use-texts.ts';

/** The whole Akte as one PDF. */
export function AktePdf({ akte }: { readonly akte: AkteZeile }) {
  const { date } = useTexts();
  const list = async () =>
    (await listAkte(akte.id)).map(({ zeile, vorgang: { geschaeftszeichen: zeichen } }) => ({
      zeile,
      zeichen,
      angaben: [zeichen, zeile.absender, date(zeile.eingangsdatum), `Fassung ${zeile.fassung}`]
        .filter(Boolean)
        .join(' · '),
    }));
  return (
    <CollectionButtons
      titel={akte.titel}
      zeichen={akte.aktenzeichen}
      vertraulichkeit={akte.vertraulichkeit}
      angaben={[`Aktenzeichen ${akte.aktenzeichen}`, `Federführung ${akte.federfuehrung}`]}
      isEmpty={akte.dokumente === 0}
      list={list}
    />
  );
}
