import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { navigate } from '../../state/route.ts';
import { SideList } from '../../ui/side-list.tsx';
import { useTexts } from '../../ui/use-texts.ts';

/** The documents that lie beside the present one, for going from one to the next. */
export function DokumentList(props: { readonly rows: readonly DokumentZeile[]; readonly current: string }) {
  const { t, date } = useTexts();
  return (
    <SideList
      label={t('dok.list')}
      tools={<h2 className="from-60">{t('dok.list')}</h2>}
      rows={props.rows.map(({ id, titel, eingangsdatum, dokumenttyp }) => ({
        id,
        title: titel,
        note: eingangsdatum ? t('dok.received', { date: date(eingangsdatum) }) : dokumenttyp,
      }))}
      current={props.current}
      onChoose={(id) => navigate(`dokument/${id}`)}
    />
  );
}
