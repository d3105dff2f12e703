import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { importDelivery } from '../../actions/import-delivery.ts';
import { batchLimit, listBatch } from '../../actions/list-batch.ts';
import { droppedFiles, type PickedFile, pickFiles } from '../../actions/pick-files.ts';
import { type SortedFiles, sortDeliveries } from '../../actions/sort-deliveries.ts';
import { pickScans, putScanAway } from '../../actions/take-scans.ts';
import { FileDialog } from '../../file-dialog.tsx';
import type { DokumentZeile } from '../../replica-api/dokument-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { eingangStep } from '../../ui/eingang-step.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Faces } from '../../ui/faces.tsx';
import { ImportDialog } from '../../ui/import-dialog.tsx';
import { Loading } from '../../ui/loading.tsx';
import { MarkedStatus } from '../../ui/marked-status.tsx';
import { SignBar } from '../../ui/sign-bar.tsx';
import { useFileDrop } from '../../ui/use-file-drop.ts';
import { useSelectedRow } from '../../ui/use-selected-row.ts';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQuery } from '../../use-query.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { BatchDialog } from './batch-dialog.tsx';
import { eingangColumns } from './eingang-columns.tsx';
import { EingangPanel } from './eingang-panel.tsx';
import { EingangTools } from './eingang-tools.tsx';
import { changeEingangView, useEingangView } from './eingang-view.ts';
import { narrowEingang, wholeEingang } from './narrow-eingang.ts';
import { openToStamp } from './open-to-stamp.ts';
import { ScanLine } from './scan-line.tsx';

/** What came in and belongs to no Vorgang yet: take in, open and stamp, file. */
export function PosteingangScreen() {
  const texts = useTexts();
  const { t } = texts;
  const rows = useQuery('posteingang', {});
  const [current, setCurrent] = useSelection('posteingang');
  const [sorted, setSorted] = useState<SortedFiles | null>(null);
  const [filing, setFiling] = useState<readonly DokumentZeile[]>([]);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [stamping, setStamping] = useState<readonly DokumentZeile[]>([]);
  const [scans, setScans] = useState<ReadonlySet<string>>(new Set());
  const [assigning, setAssigning] = useState<readonly DokumentZeile[]>([]);
  const picking = useTask();
  const listing = useTask();
  const sign = (dokumente: readonly DokumentZeile[]) =>
    listing.run(async () => {
      await listBatch(dokumente.map(({ id }) => id));
      navigate('unterschreiben');
    });
  const sort = async (files: readonly PickedFile[]) => setSorted(files.length > 0 ? await sortDeliveries(files) : null);
  const pick = () => void picking.run(async () => sort(await pickFiles()));
  const takeScans = () =>
    void picking.run(async () => {
      const files = await pickScans();
      setScans(new Set(files.map(({ id }) => id)));
      await sort(files);
    });
  const drop = useFileDrop((files) => void picking.run(() => sort(droppedFiles(files))), !picking.isRunning && !sorted);
  const view = useEingangView();
  const shown = useMemo(() => rows && narrowEingang(rows, view), [rows, view]);
  const here = { rows: shown ?? [], offset: 0, total: shown?.length ?? 0 };
  const selected = useSelectedRow(here, current, JSON.stringify(view));
  // The row moves at once; what the panel says of it follows as soon as no key is waiting.
  const inPanel = useDeferredValue(selected);
  const fileOne = useCallback((row: DokumentZeile) => setFiling([row]), []);
  const assignOne = useCallback((row: DokumentZeile) => setAssigning([row]), []);
  const columns = useMemo(() => eingangColumns(texts), [texts]);
  // A mark on a row that the filter hides counts for nothing: nobody acts on what she does not see.
  const markedRows = here.rows.filter((row) => marked.has(row.id));
  /** The keys do what the bar offers for what is marked, else what the panel offers for the row with the focus. */
  const meant = markedRows.length > 0 ? markedRows : selected ? [selected] : [];
  const stamp = () => (markedRows.length > 0 ? setStamping(markedRows) : selected && openToStamp(selected.id));
  const mayStamp = markedRows.length > 0 || (selected !== undefined && eingangStep(selected).next === 'stamp');
  useSingleKeys({
    a: meant.length > 0 ? () => setFiling(meant) : undefined,
    s: mayStamp ? stamp : undefined,
    u: meant.length > 0 && meant.length <= batchLimit ? () => void sign(meant) : undefined,
    n: picking.isRunning || sorted ? undefined : pick,
  });
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
          <MarkedStatus count={markedRows.length} />
          {markedRows.length > 0 ? (
            <SignBar
              count={markedRows.length}
              limit={batchLimit}
              onSign={() => void sign(markedRows)}
              onClear={() => setMarked(new Set())}
            >
              <Button onPress={() => setFiling(markedRows)}>{t('eingang.fileMarked')}</Button>
              <Button onPress={() => setStamping(markedRows)}>{t('stempel.batch.marked')}</Button>
              <Button onPress={() => setAssigning(markedRows)}>{t('zuweisen.marked')}</Button>
            </SignBar>
          ) : (
            <EingangTools shown={shown?.length}>{rows?.length !== 0 && importButton('plain')}</EingangTools>
          )}
          <ScanLine isBusy={picking.isRunning || sorted !== null} onTake={takeScans} />
          <ErrorNote error={picking.error ?? listing.error} />
        </div>
        {shown ? (
          <DataGrid
            name="posteingang"
            label={t('eingang.list')}
            columns={columns}
            count={shown.length}
            rowAt={(index) => shown[index]}
            sort={view.sort}
            onSort={(sort) => changeEingangView({ sort: sort as typeof view.sort })}
            rowKey={(row) => row.id}
            rowName={(row) => row.titel}
            rowRem={3}
            marked={marked}
            onMarked={setMarked}
            current={selected?.id ?? null}
            onCurrent={setCurrent}
            onOpen={(row) => navigate(`dokument/${row.id}`)}
            empty={
              rows?.length === 0 ? (
                <EmptyState
                  title={t('eingang.empty.title')}
                  text={t('eingang.empty.text')}
                  action={importButton('go')}
                />
              ) : (
                <EmptyState
                  title={t('eingang.none.title')}
                  text={t('eingang.none.text')}
                  action={<Button onPress={() => changeEingangView(wholeEingang)}>{t('eingang.none.go')}</Button>}
                />
              )
            }
          />
        ) : (
          <Loading />
        )}
      </div>
      <EingangPanel row={inPanel} onFile={fileOne} onAssign={assignOne} />
      {sorted && (
        <ImportDialog
          files={sorted.deliveries}
          refused={sorted.refused}
          onImport={async (file, titel, eingang) => {
            setCurrent(await importDelivery(file, titel, eingang, null));
            // Only now it is safe; a scan that cannot be moved is no reason to take it in twice.
            if (scans.has(file.id) && !(await putScanAway(file.id).catch(() => false)))
              showNotice({ text: ({ t }) => t('scan.stays'), isLasting: true });
          }}
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
      {filing.length > 0 && (
        <FileDialog rows={filing} onFiled={() => setMarked(new Set())} onClose={() => setFiling([])} />
      )}
      {assigning.length > 0 && (
        <AssignDialog
          rows={assigning}
          onDone={() => {
            setAssigning([]);
            setMarked(new Set());
          }}
          onClose={() => setAssigning([])}
        />
      )}
    </Faces>
  );
}
