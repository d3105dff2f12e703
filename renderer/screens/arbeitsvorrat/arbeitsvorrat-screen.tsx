import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { editVorgaenge } from '../../actions/edit-vorgaenge.ts';
import { noteGangEnd } from '../../actions/note-gang-end.ts';
import type { GangRuft, VorratZeile, WiedervorlageRuft } from '../../replica-api/vorrat-rows.ts';
import { showNotice } from '../../state/notice.ts';
import { navigate } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/data-grid.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Faces } from '../../ui/faces.tsx';
import { Loading } from '../../ui/loading.tsx';
import { MarkedStatus } from '../../ui/marked-status.tsx';
import { useSelectedRow } from '../../ui/use-selected-row.ts';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import { useTask } from '../../ui/use-task.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useQueryWindow } from '../../use-query-window.ts';
import { type ChosenVorgang, HandOnDialog, WiedervorlageDialog } from '../../vorgaenge-dialogs.tsx';
import { chosenVorgaenge } from './chosen-vorgaenge.ts';
import { VertretungOffer } from './vertretung-offer.tsx';
import { VorratBar } from './vorrat-bar.tsx';
import { vorratColumns } from './vorrat-columns.tsx';
import { useOpen, VorratPanel } from './vorrat-panel.tsx';
import { narrowVorrat, useVorratFilter, wholeVorrat } from './vorrat-state.ts';
import { VorratTools } from './vorrat-tools.tsx';
import { sectionsOf } from './vorrat-words.ts';
import './arbeitsvorrat.css';

/** What is asked about, and of which Vorgaenge. */
interface Asked {
  readonly what: 'wiedervorlage' | 'handOn';
  readonly vorgaenge: readonly ChosenVorgang[];
}

/** Home: what needs the person today, by urgency; hers, her Einheit's, or that of those she stands in for. */
export function ArbeitsvorratScreen() {
  const texts = useTexts();
  const { t } = texts;
  const filter = useVorratFilter();
  const list = useQueryWindow('arbeitsvorrat', { ...filter, text: filter.text.trim() });
  const [current, setCurrent] = useSelection('arbeitsvorrat');
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asked | null>(null);
  const task = useTask();
  const open = useOpen();
  const vorrat = list.answer;
  const selected = useSelectedRow(list.here, current, JSON.stringify(filter));
  const markedRows = [...marked].flatMap((id) => list.known.get(id) ?? []);
  // The row moves at once; what the panel says of it follows as soon as no key is waiting.
  const shown = useDeferredValue(selected);
  const columns = useMemo(() => vorratColumns(texts), [texts]);
  const ask = useCallback((what: Asked['what'], rows: readonly VorratZeile[]) => {
    const vorgaenge = chosenVorgaenge(rows);
    if (vorgaenge.length > 0) setAsking({ what, vorgaenge });
  }, []);
  /** The keys and the bar act on what is marked, the panel on what it shows. */
  const askMarked = (what: Asked['what']) => ask(what, markedRows.length > 0 ? markedRows : selected ? [selected] : []);
  const { run } = task;
  const finish = useCallback(
    (row: WiedervorlageRuft) =>
      void run(async () => {
        const undo = await editVorgaenge([{ id: row.vorgang, rev: row.rev }], { wiedervorlage: null });
        showNotice({
          text: ({ t }) => t('vorrat.wv.done', { titel: row.titel }),
          isUnsent: true,
          undo,
        });
      }),
    [run],
  );
  const noteSeen = useCallback(
    ({ zeichnung, titel }: GangRuft) =>
      void run(async () => {
        await noteGangEnd(zeichnung);
        showNotice({ text: ({ t }) => `${t('vorrat.gang.seen')}: ${titel}`, isUnsent: true });
      }),
    [run],
  );
  const hasVertretung = (vorrat?.vertretene.length ?? 0) > 0;
  useSingleKeys({
    m: () => narrowVorrat({ kreis: 'mir', fuer: null }),
    s: () => narrowVorrat({ kreis: 'einheit', fuer: null }),
    v: () => hasVertretung && narrowVorrat({ kreis: 'vertretung', fuer: null }),
    w: () => askMarked('wiedervorlage'),
    b: () => askMarked('handOn'),
  });
  const isWhole = JSON.stringify(filter) === JSON.stringify(wholeVorrat);
  return (
    <Faces names={[t('faces.liste'), t('faces.angaben')]}>
      <div className="pane">
        <div>
          <VorratTools filter={filter} vorrat={vorrat} />
          {vorrat && <VertretungOffer filter={filter} vorrat={vorrat} />}
          <MarkedStatus count={markedRows.length} />
          {markedRows.length > 0 && (
            <VorratBar
              rows={markedRows}
              onWiedervorlage={() => askMarked('wiedervorlage')}
              onHandOn={() => askMarked('handOn')}
              onClear={() => setMarked(new Set())}
            />
          )}
          <ErrorNote error={task.error} />
        </div>
        {vorrat ? (
          <DataGrid
            name="arbeitsvorrat"
            label={t('vorrat.list')}
            columns={columns}
            count={vorrat.total}
            rowAt={list.rowAt}
            rowKey={(row) => row.id}
            rowName={(row) => `${t(`vorrat.grund.${row.grund}`)} ${row.titel}`}
            rowRem={3}
            sections={sectionsOf(vorrat.gruppen, texts)}
            marked={marked}
            onMarked={setMarked}
            current={selected?.id ?? null}
            onCurrent={setCurrent}
            onOpen={open}
            onVisible={list.onVisible}
            empty={<NothingHere isWhole={isWhole} />}
          />
        ) : (
          <Loading />
        )}
      </div>
      <VorratPanel row={shown} onAsk={ask} onDone={finish} onSeen={noteSeen} isBusy={task.isRunning} />
      {asking?.what === 'wiedervorlage' && (
        <WiedervorlageDialog
          vorgaenge={asking.vorgaenge}
          onDone={() => {
            setMarked(new Set());
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.what === 'handOn' && (
        <HandOnDialog
          vorgaenge={asking.vorgaenge}
          kollegen={vorrat?.kollegen ?? []}
          onDone={() => {
            setMarked(new Set());
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </Faces>
  );
}

function NothingHere({ isWhole }: { readonly isWhole: boolean }) {
  const { t } = useTexts();
  return isWhole ? (
    <EmptyState
      title={t('vorrat.empty.title')}
      text={t('vorrat.empty.text')}
      action={
        <Button look="go" onPress={() => navigate('akten')}>
          {t('vorrat.empty.go')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      title={t('vorrat.none.title')}
      text={t('vorrat.none.text')}
      action={<Button onPress={() => narrowVorrat(wholeVorrat)}>{t('vorrat.none.go')}</Button>}
    />
  );
}
