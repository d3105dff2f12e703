import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { FilterView } from '../../../shared/saved-filter.ts';
import { akten as asScopes } from '../../actions/pack-scopes.ts';
import { FilterButton } from '../../filter-button.tsx';
import { PackDialog } from '../../pack-dialog.tsx';
import type { AktenplanKnoten, AkteZeile } from '../../replica-api/akte-rows.ts';
import { navigate } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Faces } from '../../ui/faces.tsx';
import { Loading } from '../../ui/loading.tsx';
import { MarkedStatus } from '../../ui/marked-status.tsx';
import { type Texts, useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { useQueryWindow } from '../../use-query-window.ts';
import { AktePanel } from './akte-panel.tsx';
import { aktenColumns } from './akten-columns.tsx';
import { changeAktenView, useAktenView } from './akten-view.ts';
import { AktenplanSelect, AktenplanTree } from './aktenplan-tree.tsx';
import { CreateAkteDialog } from './create-akte-dialog.tsx';
import { MarkedBar } from './marked-bar.tsx';

/** Aktenplan, the Akten in it, and packing. `einheit` null = every Akte. */
export function AktenScreen({ einheit }: { readonly einheit: string | null }) {
  const texts = useTexts();
  const { t } = texts;
  const { text, sort } = useAktenView();
  const plan = useQuery('aktenplan', {});
  const [current, setCurrent] = useSelection('akten');
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [isCreating, setCreating] = useState(false);
  const [packing, setPacking] = useState<readonly AkteZeile[]>([]);
  const list = useQueryWindow('akten', {
    aktenplaneinheit: einheit,
    text: text.trim(),
    sort: sort.column,
    descending: sort.descending,
  });
  const markedRows = [...marked].map((id) => list.known.get(id)).filter((row) => row !== undefined);
  const shown = current ?? list.rowAt(0)?.id ?? null;
  // The row moves at once; what the panel says of it follows as soon as no key is waiting.
  const inPanel = useDeferredValue(list.total === 0 ? null : shown);
  const columns = useMemo(() => aktenColumns(texts), [texts]);
  const packOne = useCallback((akte: AkteZeile) => setPacking([akte]), []);
  return (
    <Faces look="three" names={[t('faces.liste'), t('faces.angaben')]}>
      <AktenplanTree einheit={einheit} onChoose={choosePlace} />
      <div className="pane">
        <div>
          <MarkedStatus count={marked.size} />
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
                onChange={(event) => changeAktenView({ text: event.target.value })}
              />
              <FilterButton
                list="akten"
                view={{ einheit, text, sort }}
                words={(view) => viewWords(view, plan, texts)}
                onApply={(view) => {
                  changeAktenView({ text: view.text, sort: view.sort });
                  choosePlace(view.einheit);
                }}
              />
              <span className="gap" />
              {list.total !== undefined && <small>{t('grid.rows', { n: list.total })}</small>}
              <Button onPress={() => setCreating(true)}>{t('akten.new')}</Button>
            </div>
          )}
        </div>
        {list.total === undefined ? (
          <Loading />
        ) : (
          <DataGrid
            name="akten"
            label={t('akten.list')}
            columns={columns}
            count={list.total}
            rowAt={list.rowAt}
            rowKey={(row) => row.id}
            rowName={(row) => `${row.aktenzeichen} ${row.titel}`}
            rowRem={3}
            current={shown}
            onCurrent={setCurrent}
            onOpen={(row) => navigate(`akte/${row.id}`)}
            sort={sort}
            onSort={(next) => changeAktenView({ sort: next as typeof sort })}
            marked={marked}
            onMarked={setMarked}
            onVisible={list.onVisible}
            empty={<NoAkten text={text.trim()} onClear={() => changeAktenView({ text: '' })} />}
          />
        )}
      </div>
      <AktePanel id={inPanel} onPack={packOne} />
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

/** Place in the Aktenplan, text and order. */
function viewWords(
  { einheit, text, sort }: FilterView<'akten'>,
  plan: readonly AktenplanKnoten[] | undefined,
  texts: Texts,
): string {
  const { t } = texts;
  const place = plan?.find(({ id }) => id === einheit);
  const column = aktenColumns(texts).find(({ id }) => id === sort.column)?.label ?? '';
  return [
    einheit === null ? t('akten.all') : `${place?.kennzeichen ?? ''} ${place?.titel ?? ''}`.trim(),
    text.trim() === '' ? '' : t('filter.quoted', { text: text.trim() }),
    t(sort.descending ? 'filter.byDescending' : 'filter.by', { column }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function choosePlace(id: string | null): void {
  navigate(id === null ? 'akten' : `akten/${id}`);
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
