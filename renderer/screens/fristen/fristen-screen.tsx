import { useState } from 'react';
import type { FristZeile } from '../../replica-api/frist-rows.ts';
import { navigate } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { Deadline } from '../../ui/deadline.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Faces } from '../../ui/faces.tsx';
import type { GridColumn } from '../../ui/grid-head.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Tag } from '../../ui/tag.tsx';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { FristPanel } from './frist-panel.tsx';
import { MonthView } from './month-view.tsx';
import './fristen.css';

/** The Fristen that run in the present person's Vorgaenge, by urgency or in a month. */
export function FristenScreen() {
  const texts = useTexts();
  const { t } = texts;
  const rows = useQuery('fristen', { vorgang: null });
  const [current, setCurrent] = useSelection('fristen');
  const [view, setView] = useSelection('fristen-view');
  const [day, setDay] = useState<string | null>(null);
  if (!rows) return <Loading />;
  const isMonth = view === 'month';
  const selected = rows.find(({ id }) => id === current) ?? rows[0];
  return (
    <Faces names={[t(isMonth ? 'frist.view.month' : 'faces.liste'), t('faces.angaben')]}>
      <div className="pane">
        <div className="tools">
          {(['list', 'month'] as const).map((one) => (
            <Button key={one} aria-pressed={(view ?? 'list') === one} onPress={() => setView(one)}>
              {t(`frist.view.${one}`)}
            </Button>
          ))}
        </div>
        {isMonth ? (
          <MonthView fristen={rows} day={day} onDay={setDay} onFrist={setCurrent} />
        ) : (
          <DataGrid
            name="fristen"
            label={t('nav.fristen')}
            columns={fristColumns(texts)}
            count={rows.length}
            rowAt={(index) => rows[index]}
            rowKey={(row) => row.id}
            rowName={(row) => `${row.bezeichnung} ${row.vorgangTitel}`}
            rowRem={3}
            current={selected?.id ?? null}
            onCurrent={setCurrent}
            onOpen={(row) => navigate(`vorgang/${row.vorgang}`)}
            empty={<EmptyState title={t('frist.empty.title')} text={t('frist.empty.text')} />}
          />
        )}
      </div>
      <FristPanel id={selected?.id ?? null} />
    </Faces>
  );
}

function fristColumns({ t }: Texts): readonly GridColumn<FristZeile>[] {
  return [
    {
      id: 'ende',
      label: t('feld.ende'),
      width: 18,
      cell: (row) => (
        <span className="row tight">
          {row.ende === null ? <Tag tone="warn">{t('frist.noDate')}</Tag> : <Deadline date={row.ende} />}
          {row.warnung && row.ende !== null && <Tag tone="warn">{t('frist.doubt')}</Tag>}
        </span>
      ),
    },
    {
      id: 'bezeichnung',
      label: t('feld.frist'),
      width: 'flex',
      cell: (row) => (
        <>
          <span>{row.bezeichnung}</span>
          <small>{row.vorgangTitel}</small>
        </>
      ),
    },
    {
      id: 'zeichen',
      label: t('feld.geschaeftszeichen'),
      width: 11,
      from: 48,
      end: true,
      muted: true,
      cell: (row) => row.zeichen,
    },
  ];
}
