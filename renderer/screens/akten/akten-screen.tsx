import { useState } from 'react';
import { akten as asScopes } from '../../actions/pack-scopes.ts';
import { PackDialog } from '../../pack-dialog.tsx';
import type { AkteZeile } from '../../replica-api/akte-rows.ts';
import { navigate } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Faces } from '../../ui/faces.tsx';
import type { GridSort } from '../../ui/grid-head.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQueryWindow } from '../../use-query-window.ts';
import { AktePanel } from './akte-panel.tsx';
import { aktenColumns } from './akten-columns.tsx';
import { AktenplanSelect, AktenplanTree } from './aktenplan-tree.tsx';
import { CreateAkteDialog } from './create-akte-dialog.tsx';
import { MarkedBar } from './marked-bar.tsx';

/** Aktenplan, the Akten in it, and packing. `einheit` null = every Akte. */
export function AktenScreen({ einheit }: { readonly einheit: string | null }) {
  const texts = useTexts();
  const { t } = texts;
  const [text, setText] = useState('');
  const [sort, setSort] = useState<GridSort>({ column: 'aktenzeichen', descending: false });
  const [current, setCurrent] = useSelection('akten');
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [isCreating, setCreating] = useState(false);
  const [packing, setPacking] = useState<readonly AkteZeile[]>([]);
  const list = useQueryWindow('akten', {
    aktenplaneinheit: einheit,
    text: text.trim(),
    sort: sort.column as keyof AkteZeile,
    descending: sort.descending,
  });
  const markedRows = [...marked].map((id) => list.known.get(id)).filter((row) => row !== undefined);
  const shown = current ?? list.rowAt(0)?.id ?? null;
  const choosePlace = (id: string | null) => navigate(id === null ? 'akten' : `akten/${id}`);
  return (
    <Faces look="three" names={[t('faces.liste'), t('faces.angaben')]}>
      <AktenplanTree einheit={einheit} onChoose={choosePlace} />
      <div className="pane">
        {marked.size > 0 ? (
          <MarkedBar rows={markedRows} onPack={setPacking} onDone={() => setMarked(new Set())} />
        ) : (
          <div className="tools">
            <AktenplanSelect einheit={einheit} onChoose={choosePlace} />
            <input
              className="input"
              type="search"
              aria-label={t('akten.filter')}
              placeholder={t('akten.filter')}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <span className="gap" />
            {list.total !== undefined && <small>{t('grid.rows', { n: list.total })}</small>}
            <Button onPress={() => setCreating(true)}>{t('akten.new')}</Button>
          </div>
        )}
        {list.total === undefined ? (
          <Loading />
        ) : (
          <DataGrid
            name="akten"
            label={t('akten.list')}
            columns={aktenColumns(texts)}
            count={list.total}
            rowAt={list.rowAt}
            rowKey={(row) => row.id}
            rowName={(row) => `${row.aktenzeichen} ${row.titel}`}
            rowRem={3}
            current={shown}
            onCurrent={setCurrent}
            onOpen={(row) => navigate(`akte/${row.id}`)}
            sort={sort}
            onSort={setSort}
            marked={marked}
            onMarked={setMarked}
            onVisible={list.onVisible}
            empty={<NoAkten text={text.trim()} onClear={() => setText('')} />}
          />
        )}
      </div>
      <AktePanel id={list.total === 0 ? null : shown} onPack={(akte) => setPacking([akte])} />
      {packing.length > 0 && (
        <PackDialog
          scopes={asScopes(packing.map(({ id }) => id))}
          title={t('akten.packMany', { n: packing.length }).replace(/ …$/, '')}
          onClose={() => setPacking([])}
          onPacked={() => {
            setPacking([]);
            setMarked(new Set());
          }}
        />
      )}
      {isCreating && <CreateAkteDialog einheit={einheit} onClose={() => setCreating(false)} />}
    </Faces>
  );
}

function NoAkten({ text, onClear }: { readonly text: string; readonly onClear: () => void }) {
  const { t } = useTexts();
  if (text)
    return (
      <EmptyState
        title={t('akten.empty.title')}
        text={t('akten.empty.filter', { text })}
        action={<Button onPress={onClear}>{t('akten.empty.clear')}</Button>}
      />
    );
  return (
    <EmptyState
      title={t('akten.empty.title')}
      text={t('akten.empty.text')}
      action={<Button onPress={() => navigate('akten')}>{t('akten.empty.all')}</Button>}
    />
  );
}
