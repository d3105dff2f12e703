import type { UebergabeZeile } from '../../replica-api/handover-rows.ts';
import { useSelection } from '../../state/selection.ts';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Faces } from '../../ui/faces.tsx';
import type { GridColumn } from '../../ui/grid-head.tsx';
import { Loading } from '../../ui/loading.tsx';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { PackagePanel } from './package-panel.tsx';

/** Refused work of colleagues that was given to the present person: she opens it, takes it or lays it aside. */
export function UebergabenScreen() {
  const texts = useTexts();
  const { t } = texts;
  const rows = useQuery('uebergaben', {});
  const [current, setCurrent] = useSelection('uebergaben');
  if (!rows) return <Loading />;
  const selected = rows.find(({ id }) => id === current) ?? rows[0];
  if (!selected) return <EmptyState title={t('uebergabe.empty.title')} text={t('uebergabe.empty.text')} />;
  return (
    <Faces names={[t('faces.liste'), t('faces.angaben')]}>
      <div className="pane">
        <DataGrid
          name="uebergaben"
          label={t('nav.uebergaben')}
          columns={uebergabeColumns(texts)}
          count={rows.length}
          rowAt={(index) => rows[index]}
          rowKey={(row) => row.id}
          rowName={(row) => `${row.von} ${row.aktenzeichen}`}
          rowRem={3}
          current={selected.id}
          onCurrent={setCurrent}
          onOpen={(row) => setCurrent(row.id)}
          empty={null}
        />
      </div>
      <PackagePanel key={selected.id} row={selected} />
    </Faces>
  );
}

function uebergabeColumns({ t, moment, zone }: Texts): readonly GridColumn<UebergabeZeile>[] {
  return [
    {
      id: 'von',
      label: t('uebergabe.from'),
      width: 'flex',
      cell: (row) => (
        <>
          <span>{row.von}</span>
          <small>
            {row.aktenzeichen} {row.akteTitel}
          </small>
        </>
      ),
    },
    { id: 'changes', label: t('uebergabe.changes'), width: 7, end: true, muted: true, cell: (row) => row.changes },
    {
      id: 'zeit',
      label: t('feld.zeit'),
      width: 9.5,
      end: true,
      cell: (row) => <span title={zone(row.zeit)}>{moment(row.zeit)}</span>,
    },
  ];
}
