import { useState } from 'react';
import { importDelivery } from '../../actions/import-delivery.ts';
import { batchLimit, listBatch } from '../../actions/list-batch.ts';
import { droppedFiles, type PickedFile, pickFiles } from '../../actions/pick-files.ts';
import { type SortedFiles, sortDeliveries } from '../../actions/sort-deliveries.ts';
import { FileDialog } from '../../file-dialog.tsx';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Faces } from '../../ui/faces.tsx';
import { ImportDialog } from '../../ui/import-dialog.tsx';
import { Loading } from '../../ui/loading.tsx';
import { SignBar } from '../../ui/sign-bar.tsx';
import { useFileDrop } from '../../ui/use-file-drop.ts';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { BatchDialog } from './batch-dialog.tsx';
import { eingangColumns } from './eingang-columns.tsx';
import { EingangPanel } from './eingang-panel.tsx';

/** What came in and belongs to no Vorgang yet: take in, open and stamp, file. */
export function PosteingangScreen() {
  const texts = useTexts();
  const { t } = texts;
  const rows = useQuery('posteingang', {});
  const [current, setCurrent] = useSelection('posteingang');
  const [sorted, setSorted] = useState<SortedFiles | null>(null);
  const [filing, setFiling] = useState<DokumentZeile | null>(null);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [stamping, setStamping] = useState<readonly DokumentZeile[]>([]);
  const picking = useTask();
  const listing = useTask();
  const sign = () =>
    listing.run(async () => {
      await listBatch([...marked]);
      navigate('unterschreiben');
    });
  const sort = async (files: readonly PickedFile[]) => setSorted(files.length > 0 ? await sortDeliveries(files) : null);
  const pick = () => void picking.run(async () => sort(await pickFiles()));
  const drop = useFileDrop((files) => void picking.run(() => sort(droppedFiles(files))), !picking.isRunning && !sorted);
  const selected = rows?.find((row) => row.id === current) ?? rows?.[0];
  const markedRows = rows?.filter((row) => marked.has(row.id)) ?? [];
  const importButton = (look: 'go' | 'plain') => (
    <Button look={look} onPress={pick} isDisabled={picking.isRunning}>
      {t('eingang.import')}
    </Button>
  );
  return (
    <Faces names={[t('faces.liste'), t('faces.angaben')]}>
      <div className={drop.isOver ? 'pane drop-over' : 'pane'} {...drop.target}>
        <div>
          <div role="status">
            {picking.isRunning && <small>{t('import.sorting')}</small>}
            {drop.isOver && <strong>{t('import.drop')}</strong>}
          </div>
          {markedRows.length > 0 ? (
            <SignBar
              count={markedRows.length}
              limit={batchLimit}
              onSign={() => void sign()}
              onClear={() => setMarked(new Set())}
            >
              <Button onPress={() => setStamping(markedRows)}>{t('stempel.batch.go', { n: markedRows.length })}</Button>
            </SignBar>
          ) : (
            <div className="tools">
              {rows?.length !== 0 && importButton('plain')}
              <span className="gap" />
              {rows && <small>{t('grid.rows', { n: rows.length })}</small>}
            </div>
          )}
          <ErrorNote error={picking.error ?? listing.error} />
        </div>
        {rows ? (
          <DataGrid
            name="posteingang"
            label={t('eingang.list')}
            columns={eingangColumns(texts)}
            count={rows.length}
            rowAt={(index) => rows[index]}
            rowKey={(row) => row.id}
            rowName={(row) => row.titel}
            rowRem={3}
            marked={marked}
            onMarked={setMarked}
            current={selected?.id ?? null}
            onCurrent={setCurrent}
            onOpen={(row) => navigate(`dokument/${row.id}`)}
            empty={
              <EmptyState title={t('eingang.empty.title')} text={t('eingang.empty.text')} action={importButton('go')} />
            }
          />
        ) : (
          <Loading />
        )}
      </div>
      <EingangPanel row={selected} onFile={setFiling} />
      {sorted && (
        <ImportDialog
          files={sorted.deliveries}
          refused={sorted.refused}
          onImport={async (file, titel, eingang) => setCurrent(await importDelivery(file, titel, eingang, null))}
          onDone={(n) => showNotice({ text: ({ t }) => t('eingang.imported', { n }) })}
          onClose={() => setSorted(null)}
        />
      )}
      {stamping.length > 0 && (
        <BatchDialog
          rows={stamping}
          onClose={() => {
            setStamping([]);
            setMarked(new Set());
          }}
        />
      )}
      {filing && <FileDialog row={filing} onClose={() => setFiling(null)} />}
    </Faces>
  );
}
