import { useDeferredValue, useMemo, useState } from 'react';
import { CreateVorgangDialog } from '../../create-vorgang-dialog.tsx';
import type { VorgangZeile } from '../../replica-api/akte-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Faces } from '../../ui/faces.tsx';
import type { GridSort } from '../../ui/grid-head.tsx';
import { Loading } from '../../ui/loading.tsx';
import { TakenNote } from '../../ui/taken-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { useQueryWindow } from '../../use-query-window.ts';
import { AkteAngabenDialog } from './akte-angaben-dialog.tsx';
import { AktePdf } from './akte-pdf.tsx';
import { vorgangColumns } from './vorgang-columns.tsx';
import { VorgangPanel } from './vorgang-panel.tsx';

/** One Akte: its Vorgaenge, and a new one. */
export function AkteScreen({ id }: { readonly id: string }) {
  const texts = useTexts();
  const { t } = texts;
  const akte = useQuery('akte', { id });
  const [text, setText] = useState('');
  const [sort, setSort] = useState<GridSort>({ column: 'geschaeftszeichen', descending: false });
  const [current, setCurrent] = useSelection(`akte:${id}`);
  const [isShowing, setShowing] = useState(false);
  const [isCreating, setCreating] = useState(false);
  const list = useQueryWindow('vorgaenge', {
    akte: id,
    text: text.trim(),
    sort: sort.column as keyof VorgangZeile,
    descending: sort.descending,
  });
  const shown = current ?? list.rowAt(0)?.id ?? null;
  // The row moves at once; what the panel says of it follows as soon as no key is waiting.
  const inPanel = useDeferredValue(shown === null ? undefined : list.known.get(shown));
  const columns = useMemo(() => vorgangColumns(texts), [texts]);
  if (akte === null) return <MissingAkte />;
  const isClosed = akte?.status === 'zdA';
  const create = (look: 'go' | 'plain') => (
    <Button look={look} onPress={() => setCreating(true)}>
      {t('akte.new')}
    </Button>
  );
  return (
    <Faces names={[t('faces.liste'), t('faces.angaben')]}>
      <div className="pane">
        <div>
          <div className="tools single">
            <input
              className="input short"
              type="search"
              aria-label={t('akte.filter')}
              placeholder={t('akte.filter.short')}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <span className="gap" />
            {list.total !== undefined && <small>{t('grid.rows', { n: list.total })}</small>}
            {akte && <Button onPress={() => setShowing(true)}>{t('akte.angaben')}</Button>}
            {akte && <AktePdf akte={akte} />}
            {list.total !== 0 && !isClosed && create('plain')}
          </div>
          {akte && <TakenNote mitnahmen={akte.mitgenommen} />}
        </div>
        {list.total === undefined ? (
          <Loading />
        ) : (
          <DataGrid
            name="vorgaenge"
            label={t('akte.vorgaenge')}
            columns={columns}
            count={list.total}
            rowAt={list.rowAt}
            rowKey={(row) => row.id}
            rowName={(row) => row.titel}
            rowRem={3}
            current={shown}
            onCurrent={setCurrent}
            onOpen={(row) => navigate(`vorgang/${row.id}`)}
            sort={sort}
            onSort={setSort}
            onVisible={list.onVisible}
            empty={
              <EmptyState
                title={t('akte.empty.title')}
                text={t('akte.empty.text')}
                action={isClosed ? undefined : create('go')}
              />
            }
          />
        )}
      </div>
      <VorgangPanel row={inPanel} />
      {isCreating && akte && (
        <CreateVorgangDialog
          akte={akte}
          name={`akte:${akte.id}:neuer-vorgang`}
          onCreated={async ({ id, titel }) => {
            showNotice({ text: ({ t }) => t('akte.created', { titel }), isUnsent: true });
            navigate(`vorgang/${id}`);
          }}
          onClose={() => setCreating(false)}
        />
      )}
      {isShowing && <AkteAngabenDialog id={id} onClose={() => setShowing(false)} />}
    </Faces>
  );
}

function MissingAkte() {
  const { t } = useTexts();
  return (
    <EmptyState
      title={t('akte.missing.title')}
      text={t('akte.missing.text')}
      action={<Button onPress={() => navigate('akten')}>{t('akte.toList')}</Button>}
    />
  );
}
